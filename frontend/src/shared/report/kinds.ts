/** Which page asks which kind of question, and what of a question goes along to another kind. */
import { type Condition, type EventFilter, isObject, type Range, readFilter, readRange, readWho } from "@/shared/query";

/** The page of each kind of question. */
export const PAGES = {
  trend: "trends",
  funnel: "funnels",
  retention: "retention",
  lifecycle: "activity",
  stickiness: "stickiness",
  distribution: "distribution",
  interval: "intervals",
  paths: "paths",
  sessions: "sessions",
  attribution: "attribution",
  sql: "sql",
  journey_map: "journey-map",
  bottlenecks: "bottlenecks",
} as const;
export type Kind = keyof typeof PAGES;
/** Questions that begin with a map or a text, not with events. */
const APART: readonly string[] = [PAGES.sql, PAGES.journey_map, PAGES.bottlenecks];
/** In the order of the switcher. */
export const EXPLORED: readonly string[] = Object.values(PAGES).filter((page) => !APART.includes(page));

/** Where a saved report is opened, below the project's address; undefined where no page shows reports of this kind. */
export function reportPage({ kind, id }: { kind: string; id: string }): string | undefined {
  const page = (PAGES as Record<string, string>)[kind];
  return page && `${page}?report=${id}`;
}

export interface Carried extends Range {
  filter?: EventFilter;
  condition?: Condition;
}

/** The range, the people and the first event of any question. */
export function carried(value: unknown): Carried {
  if (!isObject(value)) return {};
  const [step, line] = [value.steps, value.series].map((list) => (Array.isArray(list) ? (list[0] as unknown) : undefined));
  const first = step ?? line ?? value.start ?? value.from ?? value.conversion ?? ("event" in value ? value : undefined);
  const filter = first === undefined ? undefined : readFilter(first);
  return { ...readRange(value), ...readWho(value), ...(filter && { filter }) };
}

/** A question of a page that begins with what another one had. */
export function begun(page: string, { filter, ...rest }: Carried): object {
  const event = filter ?? { event: null };
  switch (page) {
    case "trends":
      return { ...rest, series: [{ ...event, measure: "people" }] };
    case "funnels":
      return { ...rest, steps: event.event === null ? [] : [event], window: { days: 7 } };
    case "retention":
      return { ...rest, start: event, period: "week", periods: 12 };
    case "intervals":
      return { ...rest, from: event };
    case "paths":
      return { ...rest, ...(event.event !== null && { from: event }) };
    case "attribution":
      return { ...rest, ...(event.event !== null && { conversion: event }) };
    case "sessions":
      return rest;
    default:
      return { ...rest, ...event };
  }
}
