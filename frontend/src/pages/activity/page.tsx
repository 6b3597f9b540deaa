import { AreaChartOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "activity", name: "activity", icon: <AreaChartOutlined />, load: () => import("./Activity") };
