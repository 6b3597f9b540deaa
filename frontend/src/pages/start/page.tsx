import type { Page } from "@/shell/page";

export const page: Page = { path: "start", name: "start", load: () => import("./Start") };
