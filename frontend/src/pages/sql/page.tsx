import { ConsoleSqlOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "sql", group: "analyze", order: 39, name: "sql", icon: <ConsoleSqlOutlined />, right: "analyse", load: () => import("./Sql") };
