import { SettingOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = {
  path: "settings/:section",
  entry: "settings/project",
  group: "bottom",
  order: 90,
  name: "settings",
  key: ",",
  icon: <SettingOutlined />,
  load: () => import("./Settings"),
};
