import { SafetyOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "holdouts", group: "optimize", order: 30, name: "holdouts", icon: <SafetyOutlined />, load: () => import("./Holdouts") };
