import { NodeIndexOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "trace", group: "analyze", order: 9, name: "trace", icon: <NodeIndexOutlined />, load: () => import("./Trace") };
