/** What a trend asks: as the address holds it, and as the server takes it. */
import {
  among, askable, askableCondition, type Breakdown, type Condition, type EventFilter, isObject, LAST_30_DAYS, type Range,
  readBreakdown, readFilter, readList, readRange, readWho,
} from "@/shared/query";

export const MEASURES = [
  "total", "people", "per_person", "first_time", "people_7d", "people_30d", "sum", "avg", "median", "min", "max", "p90", "p95", "p99",
] as const;
export type Measure = (typeof MEASURES)[number];
export const INTERVALS = ["hour", "day", "week", "month"] as const;
export type Interval = (typeof INTERVALS)[number];
export const SHOWS = ["line", "bar", "number", "table"] as const;
export type Show = (typeof SHOWS)[number];

/** The measures that look at a number of the event. */
const OF_NUMBER: readonly Measure[] = ["sum", "avg", "median", "min", "max", "p90", "p95", "p99"];
/** Those whose values may be added over groups and give the whole. */
const ADDITIVE: readonly Measure[] = ["total", "sum"];
export const LETTERS = ["A", "B", "C", "D", "E"] as const;
export const MOST_SERIES = LETTERS.length;

export interface SeriesAsked extends EventFilter {
  measure: Measure;
  property?: string;
}

export interface TrendAsked extends Range {
  series: SeriesAsked[];
  formula?: string;
  /** The formula's result is a share. */
  percent?: true;
  interval: Interval;
  breakdown?: Breakdown;
  compare?: true;
  condition?: Condition;
  show: Show;
}

/** How many people are active a day: says something in every project. */
export const FIRST: TrendAsked = {
  series: [{ event: null, measure: "people" }],
  interval: "day",
  ...LAST_30_DAYS,
  show: "line",
};

export const wantsNumber = (measure: Measure) => OF_NUMBER.includes(measure);
export const additive = ({ series, formula }: TrendAsked) => !formula && series.every((one) => ADDITIVE.includes(one.measure));

/** The question in an unknown value (of the address, or of a saved report); undefined when it is none. */
export function readTrend(value: unknown): TrendAsked | undefined {
  if (!isObject(value)) return undefined;
  const range = readRange(value);
  const series = readList(value.series, readSeries, MOST_SERIES);
  const breakdown = readBreakdown(value.breakdown);
  const who = readWho(value);
  if (!range || !series?.length || !who || (value.breakdown != null && !breakdown)) return undefined;
  return {
    series,
    ...(typeof value.formula === "string" && { formula: value.formula }),
    ...(value.percent === true && { percent: true as const }),
    interval: among(INTERVALS, value.interval) ?? "day",
    ...range,
    ...(breakdown && { breakdown }),
    ...((value.compare === true || value.compare === "previous") && { compare: true as const }),
    ...who,
    show: among(SHOWS, value.show) ?? "line",
  };
}

function readSeries(value: unknown): SeriesAsked | undefined {
  if (!isObject(value)) return undefined;
  const { property } = value;
  const filter = readFilter(value);
  const measure = among(MEASURES, value.measure === undefined ? "total" : value.measure === "p50" ? "median" : value.measure);
  if (!measure || !filter) return undefined;
  return {
    ...filter,
    measure,
    ...(typeof property === "string" && { property }),
  };
}

/** The body that /api/insight/trend takes; undefined while a measure waits for its property. */
export function trendBody(asked: TrendAsked): object | undefined {
  if (asked.series.some((one) => wantsNumber(one.measure) && !one.property)) return undefined;
  const condition = askableCondition(asked.condition);
  return {
    series: asked.series.map(({ measure, property, ...filter }) => ({
      ...askable(filter),
      measure,
      ...(wantsNumber(measure) && { property }),
    })),
    ...(asked.formula?.trim() && { formula: asked.formula.trim() }),
    interval: asked.interval,
    ...(asked.since && { since: asked.since }),
    ...(asked.until && { until: asked.until }),
    ...(asked.breakdown && { breakdown: asked.breakdown }),
    ...(asked.compare && { compare: true }),
    ...(condition && { condition }),
  };
}

/** A range of one day is seen by the hour; a long one is not. */
export function withRange(asked: TrendAsked, range: Range): TrendAsked {
  const { since: _since, until: _until, ...rest } = asked;
  const oneDay = range.since === "today" || (range.since !== undefined && range.since === range.until);
  const interval = oneDay && asked.interval !== "hour" ? "hour" : !oneDay && asked.interval === "hour" ? "day" : asked.interval;
  return { ...rest, ...range, interval };
}
