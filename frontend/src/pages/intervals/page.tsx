import { FieldTimeOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "intervals", name: "intervals", icon: <FieldTimeOutlined />, load: () => import("./Intervals") };
