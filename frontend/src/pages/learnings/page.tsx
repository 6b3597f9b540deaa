import { BulbOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "learnings", group: "optimize", order: 40, name: "learnings", icon: <BulbOutlined />, load: () => import("./Learnings") };
