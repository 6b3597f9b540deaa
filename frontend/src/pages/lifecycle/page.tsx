import { RetweetOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "lifecycle", group: "users", order: 40, name: "lifecycle", icon: <RetweetOutlined />, load: () => import("./Lifecycle") };
