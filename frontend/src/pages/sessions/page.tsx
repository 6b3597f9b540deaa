import { FieldTimeOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = {
  path: "sessions",
  group: "analyze",
  order: 6,
  name: "sessions",
  icon: <FieldTimeOutlined />,
  load: () => import("./Sessions"),
};
