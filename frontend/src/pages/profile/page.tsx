import type { Page } from "@/shell/page";

export const page: Page = { path: "people/:id", name: "profile", load: () => import("./Profile") };
