import { UserOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "people", group: "users", order: 10, name: "people", icon: <UserOutlined />, load: () => import("./People") };
