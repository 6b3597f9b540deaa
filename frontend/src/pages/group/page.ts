import type { Page } from "@/shell/page";

export const page: Page = { path: "groups/:type/:id", name: "group", load: () => import("./Group") };
