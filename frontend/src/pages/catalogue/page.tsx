import { DatabaseOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "data/events", group: "bottom", order: 10, name: "catalogue", icon: <DatabaseOutlined />, load: () => import("./Catalogue") };
