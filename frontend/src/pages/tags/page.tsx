import { TagsOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "tags", group: "users", order: 30, name: "tags", icon: <TagsOutlined />, load: () => import("./Tags") };
