/** What an attribution asks: as the address holds it, and as the server takes it. */
import type { Schemas } from "@/api/client";
import {
  among, askable, askableCondition, type Condition, type EventFilter, isObject, type Range, readFilter, readRange, readSpan, readWho, type Span,
} from "@/shared/query";
import { CLOCK, kept } from "@/shared/report/kept";

/** What the cells of the table say. */
export const SHOWS = ["conversions", "share", "value", "cpa", "roas"] as const;
export type Show = (typeof SHOWS)[number];

const KEPT = ["cost", "limit", ...CLOCK] as const;
type Kept = Pick<Schemas["AttributionBody"], (typeof KEPT)[number]>;

export interface AttributionAsked extends Range, Partial<Kept> {
  conversion: EventFilter;
  /** The property that says what a conversion is worth; absent = each is worth 1. */
  value?: string;
  touch: EventFilter;
  channel: string;
  lookback: Span;
  half_life: number;
  calibrate: boolean;
  condition?: Condition;
  show: Show;
}

export function first(conversion: EventFilter, value: string | undefined, touch: string | null): AttributionAsked {
  return {
    conversion,
    ...(value && { value }),
    touch: { event: touch },
    channel: "channel",
    lookback: { days: 30 },
    half_life: 7,
    calibrate: true,
    since: "-59d",
    show: "share",
  };
}

/** The question in an unknown value; undefined when it is none. */
export function readAttribution(value: unknown): AttributionAsked | undefined {
  if (!isObject(value)) return undefined;
  const [range, who, lookback] = [readRange(value), readWho(value), readSpan(value.lookback ?? { days: 30 })];
  const [conversion, touch] = [value.conversion === undefined ? undefined : readFilter(value.conversion), readFilter(value.touch ?? { event: null })];
  if (!range || !who || !conversion || !touch || !lookback) return undefined;
  const { channel = "channel", value: worth, half_life: half = 7 } = value;
  if (typeof channel !== "string" || channel === "" || typeof half !== "number" || !(half > 0 && half <= 366)) return undefined;
  return {
    ...kept<Kept>(value, KEPT),
    conversion,
    ...(typeof worth === "string" && worth && { value: worth }),
    touch,
    channel,
    lookback,
    half_life: half,
    calibrate: value.calibrate !== false,
    ...range,
    ...who,
    show: among(SHOWS, value.show) ?? "share",
  };
}

export function attributionBody({ show: _, conversion, touch, condition, ...rest }: AttributionAsked): object {
  const who = askableCondition(condition);
  return { ...rest, conversion: askable(conversion), touch: askable(touch), ...(who && { condition: who }) };
}
