import type { Page } from "@/shell/page";

export const page: Page = { path: "experiments/:id", name: "experiment", load: () => import("./Experiment") };
