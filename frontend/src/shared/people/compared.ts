/** The number that waits to be compared with another, and the link to why the two differ. */
import { useSyncExternalStore } from "react";
import { linkTo } from "@/shared/urlState";
import type { PeopleAsked } from "./asked";

/** A number as the page of differences takes it; `seen` = when it was answered. */
export interface Compared {
  query: PeopleAsked["query"];
  cell: PeopleAsked["cell"];
  title: string;
  seen?: string;
}

const KINDS = new Set(["trend", "funnel", "retention", "metric"]);

/** Whether people stand behind the number one by one: not those who left, nor those who do not count. */
export const comparable = ({ query, cell }: PeopleAsked): boolean =>
  KINDS.has(query.kind) && !cell["dropped"] && cell["side"] !== "missing" && (query["by"] ?? "person") === "person";

/** Only the number that was put aside has a moment of its own: until the other is asked, more may have come. */
export function pairOf(first: PeopleAsked, second: PeopleAsked): { a: Compared; b: Compared } {
  const one = ({ query, cell, title }: PeopleAsked): Compared => ({ query, cell, title });
  const seen = first.query["now"];
  return { a: { ...one(first), ...(typeof seen === "string" && { seen }) }, b: one(second) };
}

export const same = (one: PeopleAsked, other: PeopleAsked): boolean =>
  JSON.stringify([one.query, one.cell]) === JSON.stringify([other.query, other.cell]);

export const linkToPair = (project: string, first: PeopleAsked, second: PeopleAsked): string =>
  linkTo(`/p/${project}/reconcile`, pairOf(first, second));

interface Held {
  project: string;
  number: PeopleAsked;
}

const KEPT = "uems.compared";
let held = kept();
const watchers = new Set<() => void>();
const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

/** What this tab put aside before it was loaded anew. */
function kept(): Held | undefined {
  const text = globalThis.sessionStorage?.getItem(KEPT);
  return text ? (JSON.parse(text) as Held) : undefined;
}

export function hold(project: string, number: PeopleAsked | undefined): void {
  held = number && { project, number };
  if (held) sessionStorage.setItem(KEPT, JSON.stringify(held));
  else sessionStorage.removeItem(KEPT);
  for (const watcher of watchers) watcher();
}

export function useHeld(project: string): PeopleAsked | undefined {
  const now = useSyncExternalStore(watch, () => held);
  return now?.project === project ? now.number : undefined;
}
