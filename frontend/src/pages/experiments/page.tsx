import { ExperimentOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "experiments", group: "optimize", order: 10, name: "experiments", icon: <ExperimentOutlined />, load: () => import("./Experiments") };
