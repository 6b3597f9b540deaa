/** One page = one folder in `pages/` whose `page.ts(x)` says `export const page: Page = …`: route, menu and palette follow. */
import type { ComponentType, ReactNode } from "react";
import type en from "@/locales/en";
import type { Right } from "@/session/session";

/** Groups of the menu in their order; all but the first and last have a name, a verb. */
export const GROUPS = ["top", "analyze", "users", "engage", "optimize", "bottom"] as const;
export type Group = (typeof GROUPS)[number];

export type PageName = keyof (typeof en)["pages"];

export interface Page {
  /** Below `/p/{project}/`; `people/:id` may have holes. */
  path: string;
  /** Where the menu and the palette lead, where `path` has holes. */
  entry?: string;
  /** Where in the menu; a page without a group is reached from others. */
  group?: Group;
  /** Position within its group. */
  order?: number;
  /** The name: a key of the namespace `pages` of the locales. */
  name: PageName;
  icon?: ReactNode;
  /** Letter of the shortcut: `g` and then this. */
  key?: string;
  /** What one must be allowed, for the page to be in the menu. */
  right?: Right;
  load: () => Promise<{ default: ComponentType }>;
}

const found = import.meta.glob<{ page: Page }>("../pages/*/page.{ts,tsx}", { eager: true });

export const pages: readonly Page[] = Object.values(found)
  .map((each) => each.page)
  .sort((a, b) => (a.order ?? 99) - (b.order ?? 99));

/** Pages with a place in the menu, for one with these rights. */
export function menu(rights: readonly Right[]): readonly Page[] {
  return pages.filter((page) => page.group && (!page.right || rights.includes(page.right)));
}

export const address = (project: string, page: Page): string => `/p/${project}/${page.entry ?? page.path}`;
