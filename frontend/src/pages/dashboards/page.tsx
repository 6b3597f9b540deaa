import { DashboardOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "dashboards", group: "analyze", order: 1, name: "dashboards", icon: <DashboardOutlined />, key: "d", load: () => import("./Dashboards") };
