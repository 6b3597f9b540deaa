import { HeatMapOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = {
  path: "retention",
  group: "analyze",
  order: 4,
  name: "retention",
  icon: <HeatMapOutlined />,
  load: () => import("./Retention"),
};
