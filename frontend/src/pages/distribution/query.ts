/** What a distribution asks: as the address holds it, and as the server takes it. */
import {
  among, askable, askableCondition, type Breakdown, type Condition, type EventFilter, isObject, LAST_30_DAYS, type Range, readBreakdown,
  readFilter, readRange, readWho,
} from "@/shared/query";

export const MEASURES = ["times", "days", "hours", "sum"] as const;
export type Measure = (typeof MEASURES)[number];
export const EACH = ["day", "week", "month"] as const;
export const MOST_CUTS = 50;

export interface DistributionAsked extends Range, EventFilter {
  measure: Measure;
  property?: string;
  /** Where ranges begin; left out = as the numbers suggest. */
  cuts?: number[];
  /** A distribution for each of these too. */
  interval?: (typeof EACH)[number];
  breakdown?: Breakdown;
  condition?: Condition;
}

export const FIRST: DistributionAsked = { event: null, measure: "times", ...LAST_30_DAYS };

/** The question in an unknown value; undefined when it is none. */
export function readDistribution(value: unknown): DistributionAsked | undefined {
  if (!isObject(value)) return undefined;
  const [range, filter, who] = [readRange(value), readFilter(value), readWho(value)];
  const breakdown = value.breakdown == null ? undefined : readBreakdown(value.breakdown);
  if (!range || !filter || !who || (value.breakdown != null && !breakdown)) return undefined;
  const cuts = readCuts(value.cuts);
  const interval = among(EACH, value.interval);
  return {
    ...filter,
    ...range,
    ...who,
    measure: among(MEASURES, value.measure) ?? "times",
    ...(typeof value.property === "string" && value.property && { property: value.property }),
    ...(cuts && { cuts }),
    ...(interval && { interval }),
    ...(breakdown && { breakdown }),
  };
}

/** What the server is asked; undefined while a sum waits for its property. */
export function distributionBody({ event, where, condition, property, breakdown, ...rest }: DistributionAsked): object | undefined {
  if (rest.measure === "sum" && !property) return undefined;
  const who = askableCondition(condition);
  return {
    ...askable({ event, ...(where && { where }) }),
    ...rest,
    ...(rest.measure === "sum" && { property }),
    ...(breakdown && { breakdown }),
    ...(who && { condition: who }),
  };
}

/** `2, 3, 5, 10` as rising numbers; undefined where it reads as none. */
export function cutsOf(text: string): number[] | undefined {
  const parts = text.split(/[,，;；、\s]+/).filter(Boolean);
  return parts.some((part) => !/^-?\d+(\.\d+)?$/.test(part)) ? undefined : readCuts(parts.map(Number));
}

function readCuts(value: unknown): number[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_CUTS) return undefined;
  const good = value.every((each, n) => Number.isFinite(each) && (n === 0 || each > value[n - 1]));
  return good ? (value as number[]) : undefined;
}

export interface Ends {
  low: number | null;
  high: number | null;
}

/** How a range reads: whole numbers as `3–4`, others as `3 – 5`. */
export function rangeName({ low, high }: Ends, whole: boolean, say: (n: number) => string): string {
  if (low === null && high === null) return "—";
  if (low === null) return whole && high === 2 ? say(1) : `< ${say(high!)}`;
  if (high === null) return `≥ ${say(low)}`;
  const lastOne = Math.ceil(high) - 1;
  if (whole && Number.isInteger(low)) return lastOne === low ? say(low) : `${say(low)}–${say(lastOne)}`;
  return `${say(low)} – ${say(high)}`;
}
