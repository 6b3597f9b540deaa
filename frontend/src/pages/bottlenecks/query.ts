/** The question about bottlenecks: as the address holds it, and as the server is asked it. */
import type { Schemas } from "@/api/client";
import { askableCondition, type Condition, isObject, type Range, readFilter, readList, readRange, readWho } from "@/shared/query";
import { CLOCK, kept } from "@/shared/report/kept";
import type { JourneyMap } from "../map/useMaps";

const KEPT = ["steps", "window", "dimensions", ...CLOCK] as const;
type Kept = Pick<Schemas["BottleneckBody"], (typeof KEPT)[number]>;

/** Of a map, or of the `steps` of a funnel within a `window`. */
export interface BottlenecksAsked extends Range, Partial<Kept> {
  map?: string;
  version?: number;
  condition?: Condition;
}

/** The question in an unknown value; undefined when it is none. */
export function readBottlenecks(value: unknown): BottlenecksAsked | undefined {
  if (!isObject(value)) return undefined;
  const [range, who] = [readRange(value), readWho(value)];
  const { map, version, steps } = value;
  if (!range || !who || (steps != null && !readList(steps, readFilter))) return undefined;
  return {
    ...kept<Kept>(value, KEPT),
    ...range,
    ...who,
    ...(typeof map === "string" && { map }),
    ...(Number.isInteger(version) && { version: version as number }),
  };
}

export function bottlenecksBody({ condition, ...rest }: BottlenecksAsked): object {
  const who = askableCondition(condition);
  return { ...rest, ...(who && { condition: who }) };
}

/** What people come through: the touchpoints of a map, or the steps of a funnel, which go by their numbers. */
export interface Course {
  touchpoints: readonly (Pick<JourneyMap["touchpoints"][number], "key" | "events" | "within"> & { first?: boolean })[];
  window?: JourneyMap["window"];
}

/** A funnel's steps within their window; two weeks where none is said. */
export const courseOf = ({ steps, window = { days: 14 } }: Kept): Course => ({
  touchpoints: (steps ?? []).map(({ event, where, first }, n) => ({ key: String(n), events: [{ event, where }], first })),
  window,
});
