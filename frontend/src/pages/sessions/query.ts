/** The question about sessions: as the address holds it, and as the server is asked it. */
import {
  among, askableCondition, type Breakdown, type Condition, isObject, LAST_30_DAYS, type Range, readBreakdown, readRange, readWho,
} from "@/shared/query";

export const INTERVALS = ["hour", "day", "week", "month"] as const;
export type Interval = (typeof INTERVALS)[number];
/** What the line shows. */
export const MEASURES = ["sessions", "people", "bounce_rate", "dwell_median_seconds", "depth", "median_seconds"] as const;
export type Measure = (typeof MEASURES)[number];

export interface SessionsAsked extends Range {
  interval: Interval;
  measure: Measure;
  breakdown?: Breakdown;
  condition?: Condition;
}

export const FIRST: SessionsAsked = { ...LAST_30_DAYS, interval: "day", measure: "sessions" };

/** The question in an unknown value; undefined when it is none. */
export function readSessions(value: unknown): SessionsAsked | undefined {
  if (!isObject(value)) return undefined;
  const [range, who] = [readRange(value), readWho(value)];
  const breakdown = value.breakdown == null ? undefined : readBreakdown(value.breakdown);
  if (!range || !who || (value.breakdown != null && !breakdown)) return undefined;
  return {
    ...range,
    interval: among(INTERVALS, value.interval) ?? "day",
    measure: among(MEASURES, value.measure) ?? "sessions",
    ...(breakdown && { breakdown }),
    ...who,
  };
}

export function sessionsBody({ measure: _, breakdown, condition, ...rest }: SessionsAsked): object {
  const who = askableCondition(condition);
  return { ...rest, ...(breakdown && { breakdown: { ...breakdown, limit: breakdown.limit ?? 10 } }), ...(who && { condition: who }) };
}
