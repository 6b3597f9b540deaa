import type { Page } from "@/shell/page";

export const page: Page = { path: "reconcile", name: "reconcile", load: () => import("./Reconcile") };
