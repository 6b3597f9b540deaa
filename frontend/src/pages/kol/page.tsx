import { CrownOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "kol", group: "users", order: 42, name: "kol", icon: <CrownOutlined />, load: () => import("./Kol") };
