import { FunnelPlotOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = {
  path: "funnels",
  group: "analyze",
  order: 3,
  name: "funnels",
  icon: <FunnelPlotOutlined />,
  key: "f",
  load: () => import("./Funnels"),
};
