/** A range of time as the server reads it: a date, `-29d`, `today`, `this_month`, `all`; the calendar is the project's. */

export interface Range {
  since?: string;
  until?: string;
}

/** The last 30 days, today among them. */
export const LAST_30_DAYS: Range = { since: "-29d" };

/** Whole days back to the first, today among them: `last(7)` = today and the six days before. */
export const last = (days: number): Range => ({ since: `-${days - 1}d` });

const RELATIVE = /^-(\d{1,5})(min|h|d|w|m|y)$/;
const FIXED = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const NAMED = ["today", "this_week", "this_month", "this_year"];

export const isMoment = (text: unknown): text is string =>
  typeof text === "string" && (RELATIVE.test(text) || FIXED.test(text) || NAMED.includes(text));

/** The range in an unknown value, or undefined when it is none. */
export function readRange(value: unknown): Range | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { since, until } = value as Record<string, unknown>;
  if (since !== undefined && since !== "all" && !isMoment(since)) return undefined;
  if (until !== undefined && !isMoment(until)) return undefined;
  return { ...(since !== undefined && { since: since as string }), ...(until !== undefined && { until: until as string }) };
}

/** What the picker offers first. */
export const USUAL: readonly Range[] = [
  { since: "today" },
  { since: "-1d", until: "-1d" },
  last(7),
  last(14),
  last(30),
  last(90),
  { since: "this_week" },
  { since: "this_month" },
  { since: "this_year" },
  { since: "all" },
];

export const sameRange = (a: Range, b: Range): boolean => a.since === b.since && a.until === b.until;
