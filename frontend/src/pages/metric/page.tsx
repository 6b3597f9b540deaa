import type { Page } from "@/shell/page";

export const page: Page = { path: "metrics/:id", name: "metric", load: () => import("./Metric") };
