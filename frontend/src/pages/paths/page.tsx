import { NodeIndexOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = {
  path: "paths",
  group: "analyze",
  order: 5,
  name: "paths",
  icon: <NodeIndexOutlined />,
  load: () => import("./Paths"),
};
