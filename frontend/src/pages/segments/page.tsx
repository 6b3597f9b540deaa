import { TeamOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "segments", group: "users", order: 20, name: "segments", icon: <TeamOutlined />, load: () => import("./Segments") };
