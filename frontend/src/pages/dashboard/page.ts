import type { Page } from "@/shell/page";

export const page: Page = { path: "dashboards/:id", name: "dashboard", load: () => import("./Dashboard") };
