/** What intervals are asked: as the address holds it, and as the server takes it. */
import {
  among, askable, askableCondition, type Breakdown, type Condition, type EventFilter, isObject, LAST_30_DAYS, type Range, readBreakdown,
  readFilter, readRange, readSpan, readWho, type Span,
} from "@/shared/query";

export const PAIRS = ["last", "first", "every"] as const;
export type Pair = (typeof PAIRS)[number];

export interface IntervalAsked extends Range {
  from: EventFilter;
  to: EventFilter;
  window: Span;
  pair: Pair;
  hold?: string;
  breakdown?: Breakdown;
  condition?: Condition;
}

/** From whatever people do to what they do next. */
export function first(to: EventFilter | null): IntervalAsked {
  return { from: { event: null }, to: to ?? { event: null }, window: { days: 30 }, pair: "last", ...LAST_30_DAYS };
}

/** The question in an unknown value; undefined when it is none. */
export function readInterval(value: unknown): IntervalAsked | undefined {
  if (!isObject(value)) return undefined;
  const [range, from, to, who] = [readRange(value), readFilter(value.from), readFilter(value.to), readWho(value)];
  const window = value.window === undefined ? { days: 30 } : readSpan(value.window);
  const breakdown = value.breakdown == null ? undefined : readBreakdown(value.breakdown);
  if (!range || !from || !to || !who || !window || (value.breakdown != null && !breakdown)) return undefined;
  return {
    from,
    to,
    window,
    pair: among(PAIRS, value.pair) ?? "last",
    ...range,
    ...(typeof value.hold === "string" && value.hold && { hold: value.hold }),
    ...(breakdown && { breakdown }),
    ...who,
  };
}

export function intervalBody({ from, to, condition, breakdown, ...rest }: IntervalAsked): object {
  const who = askableCondition(condition);
  return { ...rest, from: askable(from), to: askable(to), ...(breakdown && { breakdown }), ...(who && { condition: who }) };
}
