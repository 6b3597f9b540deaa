import { DashboardOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "metrics", group: "optimize", order: 20, name: "metrics", icon: <DashboardOutlined />, load: () => import("./Metrics") };
