import { BarChartOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "distribution", name: "distribution", icon: <BarChartOutlined />, load: () => import("./Distribution") };
