import { FlagOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "flags", group: "optimize", order: 20, name: "flags", icon: <FlagOutlined />, load: () => import("./Flags") };
