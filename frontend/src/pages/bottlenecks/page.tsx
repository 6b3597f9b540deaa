import { FilterOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "bottlenecks", group: "analyze", order: 0.5, name: "bottlenecks", icon: <FilterOutlined />, load: () => import("./Bottlenecks") };
