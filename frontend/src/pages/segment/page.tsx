import type { Page } from "@/shell/page";

export const page: Page = { path: "segments/:id", name: "segment", load: () => import("./Segment") };
