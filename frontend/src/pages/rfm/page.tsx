import { AppstoreOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "rfm", group: "users", order: 41, name: "rfm", icon: <AppstoreOutlined />, load: () => import("./Rfm") };
