import type { Page } from "@/shell/page";

export const page: Page = { path: "holdouts/:id", name: "holdout", load: () => import("./Holdout") };
