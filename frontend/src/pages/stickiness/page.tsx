import { CalendarOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "stickiness", name: "stickiness", icon: <CalendarOutlined />, load: () => import("./Stickiness") };
