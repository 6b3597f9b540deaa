/** What a retention asks: as the address holds it, and as the server takes it. */
import {
  among, askable, askableCondition, type Breakdown, type Condition, type EventFilter, isObject, type Range, readBreakdown, readFilter,
  readRange, readWho,
} from "@/shared/query";

export const START_KINDS = ["first_in_range", "first_ever", "recurring"] as const;
export type StartKind = (typeof START_KINDS)[number];
export const MEASURES = ["on", "on_or_after", "bracket"] as const;
export type Measure = (typeof MEASURES)[number];
export const CLOCKS = ["calendar", "rolling"] as const;
export type Clock = (typeof CLOCKS)[number];
export const PERIODS = ["hour", "day", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];
export type Bracket = [number, number];

export interface RetentionAsked extends Range {
  start: EventFilter;
  return: EventFilter;
  start_kind: StartKind;
  measure: Measure;
  brackets?: Bracket[];
  clock: Clock;
  period: Period;
  /** Columns, column 0 among them. */
  periods: number;
  breakdown?: Breakdown;
  condition?: Condition;
  /** What the cells say. */
  show: "share" | "people";
}

/** The range and the number of columns that suit a period. */
export const SUITS: Record<Period, { since: string; periods: number }> = {
  hour: { since: "-1d", periods: 24 },
  day: { since: "-29d", periods: 15 },
  week: { since: "-83d", periods: 12 },
  month: { since: "-11m", periods: 12 },
};
export const MOST_PERIODS = 90;
export const USUAL_BRACKETS: Bracket[] = [[1, 3], [4, 7], [8, 14], [15, 30]];

/** People by the week of their start, and in which weeks they do anything. */
export function first(start: EventFilter | null): RetentionAsked {
  return {
    start: start ?? { event: null },
    return: { event: null },
    start_kind: "first_in_range",
    measure: "on",
    clock: "calendar",
    period: "week",
    ...SUITS.week,
    show: "share",
  };
}

export const withPeriod = ({ until: _, ...asked }: RetentionAsked, period: Period): RetentionAsked => ({ ...asked, period, ...SUITS[period] });

/** The question in an unknown value; undefined when it is none. */
export function readRetention(value: unknown): RetentionAsked | undefined {
  if (!isObject(value)) return undefined;
  const range = readRange(value);
  const [start, back] = [readFilter(value.start), readFilter(value.return)];
  const [brackets, breakdown, who] = [readBrackets(value.brackets), readBreakdown(value.breakdown), readWho(value)];
  if (!range || !start || !back || !who || (value.breakdown != null && !breakdown)) return undefined;
  const period = among(PERIODS, value.period) ?? "day";
  const { periods } = value;
  return {
    start,
    return: back,
    start_kind: among(START_KINDS, value.start_kind) ?? "first_in_range",
    measure: among(MEASURES, value.measure) ?? "on",
    ...(brackets && { brackets }),
    clock: among(CLOCKS, value.clock) ?? "calendar",
    period,
    periods: typeof periods === "number" && periods >= 1 && periods <= 400 ? Math.floor(periods) : SUITS[period].periods,
    ...range,
    ...(breakdown && { breakdown }),
    ...who,
    show: value.show === "people" ? "people" : "share",
  };
}

export function retentionBody(asked: RetentionAsked): object | undefined {
  if (asked.measure === "bracket" && !asked.brackets?.length) return undefined;
  const condition = askableCondition(asked.condition);
  return {
    start: askable(asked.start),
    return: askable(asked.return),
    start_kind: asked.start_kind,
    measure: asked.measure,
    ...(asked.measure === "bracket" && { brackets: asked.brackets }),
    clock: asked.clock,
    period: asked.period,
    periods: asked.periods,
    ...(asked.since && { since: asked.since }),
    ...(asked.until && { until: asked.until }),
    ...(asked.breakdown && { breakdown: asked.breakdown }),
    ...(condition && { condition }),
  };
}

/** `1-3, 4-7, 14` as brackets; undefined where it reads as none. */
export function bracketsOf(text: string): Bracket[] | undefined {
  const parts = text.split(/[,，;；、\s]+/).filter(Boolean);
  const found = parts.map((part) => /^(\d{1,4})(?:[-–~～](\d{1,4}))?$/.exec(part));
  if (found.length === 0 || found.includes(null)) return undefined;
  return readBrackets(found.map((match) => [Number(match![1]), Number(match![2] ?? match![1])]));
}

export const bracketsText = (brackets: readonly Bracket[]): string =>
  brackets.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");

function readBrackets(value: unknown): Bracket[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > 100) return undefined;
  const good = value.every(
    (one) => Array.isArray(one) && one.length === 2 && one.every((end) => Number.isInteger(end) && end >= 1 && end <= 1000) && one[0] <= one[1],
  );
  return good ? (value as Bracket[]) : undefined;
}
