/** A metric and an experiment drafted on a bottleneck: the step's own conversion, tried on those who set out. */
import { isObject } from "@/shared/query";
import { OTHER } from "@/shared/report/valueName";
import type { Bottleneck } from "../map/useMaps";
import type { Course } from "./query";

type Point = Course["touchpoints"][number];

const point = (course: Course, key: string): Point => course.touchpoints.find((one) => one.key === key)!;
const events = (one: Point) => one.events.map(({ event, where }) => ({ event, where: where ?? [] }));
const fact = (one: Point) => ({ events: events(one), ...(one.first && { first: true }) });

/** The share of those at the first touchpoint who come to the second in time. */
export function metricOf(one: Bottleneck, course: Course, name: string) {
  const source = point(course, one.source);
  return {
    name,
    unit: "percent",
    definition: {
      kind: "proportion",
      event: fact(point(course, one.target)),
      base: fact(source),
      window: { within: source.within ?? course.window },
    },
  };
}

const SECONDS: Record<string, number> = { minutes: 60, hours: 3600, days: 86_400, weeks: 604_800, months: 2_592_000 };

/** Whether two definitions say the same: the server leaves out a test of nothing, and says times in its own unit. */
export const same = (one: object, other: object): boolean => plain(one) === plain(other);

const plain = (definition: object) =>
  JSON.stringify(definition, (key, value: unknown) => {
    if (key === "where" && Array.isArray(value) && value.length === 0) return undefined;
    if (!isObject(value)) return value;
    const parts = Object.entries(value);
    if (key === "within") return parts.reduce((sum, [unit, amount]) => sum + (amount as number) * SECONDS[unit]!, 0);
    return Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** A draft for the people of the bottleneck's group; its key holds the moment, so that it is new. */
export function planOf(one: Bottleneck, course: Course, metric: string, name: string, hypothesis: string, now: number) {
  const [source] = events(point(course, one.source));
  const group = one.group && one.group.value !== null && one.group.value !== OTHER ? [{ property: one.group.dimension, op: "eq", value: one.group.value }] : [];
  return {
    key: `fix-${one.source}-${one.target}-${now.toString(36)}`,
    name,
    hypothesis,
    variants: [{ key: "control", weight: 50 }, { key: "test", weight: 50 }],
    primary: metric,
    ...(group.length && source?.event ? { condition: { did: source.event, where: [...source.where, ...group], within: { days: 30 } } } : {}),
  };
}
