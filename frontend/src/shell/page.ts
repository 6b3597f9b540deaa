/** One page = one folder in `pages/` whose `page.ts(x)` says `export const page: Page = …`: route, menu and palette follow. */
import type { ComponentType, ReactNode } from "react";

export type Group = "top" | "analyze" | "users" | "engage" | "optimize" | "bottom";

export interface Page {
  /** Below `/p/{project}/`; `people/:id` may have holes. */
  path: string;
  /** Where in the menu; a page without a group is reached from others. */
  group?: Group;
  /** Position within its group. */
  order?: number;
  /** The name: a key of the namespace `pages` of the locales. */
  name: string;
  icon?: ReactNode;
  load: () => Promise<{ default: ComponentType }>;
}

const found = import.meta.glob<{ page: Page }>("../pages/*/page.{ts,tsx}", { eager: true });

export const pages: readonly Page[] = Object.values(found)
  .map((each) => each.page)
  .sort((a, b) => (a.order ?? 99) - (b.order ?? 99));
