import { LineChartOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = {
  path: "trends",
  group: "analyze",
  order: 2,
  name: "trends",
  icon: <LineChartOutlined />,
  load: () => import("./Trends"),
};
