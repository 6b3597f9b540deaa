import { CompassOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "journey-map", group: "analyze", order: 0, name: "journeyMap", icon: <CompassOutlined />, key: "m", load: () => import("./JourneyMap") };
