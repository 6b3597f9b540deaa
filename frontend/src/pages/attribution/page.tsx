import { ShareAltOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = {
  path: "attribution",
  group: "analyze",
  order: 8,
  name: "attribution",
  icon: <ShareAltOutlined />,
  load: () => import("./Attribution"),
};
