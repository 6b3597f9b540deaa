import { FolderOpenOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "reports", group: "analyze", order: 40, name: "reports", icon: <FolderOpenOutlined />, load: () => import("./Reports") };
