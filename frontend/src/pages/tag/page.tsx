import type { Page } from "@/shell/page";

export const page: Page = { path: "tags/:id", name: "tag", load: () => import("./Tag") };
