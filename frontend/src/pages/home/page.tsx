import { HomeOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = {
  path: "home",
  group: "top",
  order: 1,
  name: "home",
  key: "h",
  icon: <HomeOutlined />,
  load: () => import("./Home"),
};
