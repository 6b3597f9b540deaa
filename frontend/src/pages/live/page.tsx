import { ThunderboltOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = {
  path: "live",
  group: "analyze",
  order: 6,
  name: "live",
  icon: <ThunderboltOutlined />,
  key: "l",
  load: () => import("./Live"),
};
