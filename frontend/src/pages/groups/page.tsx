import { ApartmentOutlined } from "@ant-design/icons";
import type { Page } from "@/shell/page";

export const page: Page = { path: "groups", group: "users", order: 70, name: "groups", icon: <ApartmentOutlined />, load: () => import("./Groups") };
