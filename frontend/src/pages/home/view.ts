/** What Home shows: a range of time and, if wanted, one segment; both live in the address. */
import { type Range, readRange } from "@/shared/query/range";

export interface View extends Range {
  segment?: string;
}

export const USUAL_VIEW: View = { since: "-29d" };

export function readView(value: unknown): View | undefined {
  const range = readRange(value);
  const { segment } = (value ?? {}) as { segment?: unknown };
  if (!range || (segment !== undefined && typeof segment !== "string")) return undefined;
  return { ...USUAL_VIEW, ...range, ...(segment ? { segment } : {}) };
}

const DAY = 86_400_000;

/** Days the range spans, as well as its texts tell; "all" has no length. */
export function days({ since = "-29d", until }: Range, now = Date.now()): number {
  const ago = (text: string | undefined): number => {
    if (text === undefined || text === "today") return 0;
    const back = /^-(\d+)(min|h|d|w|m|y)$/.exec(text);
    if (back) return Number(back[1]) * { min: 1 / 1440, h: 1 / 24, d: 1, w: 7, m: 30, y: 365 }[back[2] as "d"];
    if (text.startsWith("this_")) return { this_week: 6, this_month: 30, this_year: 365 }[text as "this_week"] ?? 30;
    const at = Date.parse(text);
    return Number.isNaN(at) ? Infinity : Math.max(0, (now - at) / DAY);
  };
  return ago(since) - ago(until) + 1;
}

/** The buckets that draw a range well: hours within two days, then days, weeks, months. */
export function intervalOf(range: Range, now?: number): "hour" | "day" | "week" | "month" {
  const length = days(range, now);
  if (length <= 2) return "hour";
  if (length <= 93) return "day";
  return length <= 400 ? "week" : "month";
}
