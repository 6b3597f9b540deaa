import { NodeIndexOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "identity", group: "users", order: 60, name: "identity", icon: <NodeIndexOutlined />, load: () => import("./IdentityPage") };
