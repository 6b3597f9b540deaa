/** A metric and an experiment drafted on a bottleneck: the step's own conversion, tried on those who set out. */
import type { Bottleneck, JourneyMap } from "../map/useMaps";

type Point = JourneyMap["touchpoints"][number];

const point = (map: JourneyMap, key: string): Point => map.touchpoints.find((one) => one.key === key)!;
const events = (one: Point) => one.events.map(({ event, where }) => ({ event, where: where ?? [] }));

/** The share of those at the first touchpoint who come to the second in time. */
export function metricOf(one: Bottleneck, map: JourneyMap, name: string) {
  const source = point(map, one.source);
  return {
    name,
    unit: "percent",
    definition: {
      kind: "proportion",
      event: { events: events(point(map, one.target)) },
      base: { events: events(source) },
      window: { within: source.within ?? map.window },
    },
  };
}

/** A draft for the people of the bottleneck's group; its key holds the moment, so that it is new. */
export function planOf(one: Bottleneck, map: JourneyMap, metric: string, name: string, hypothesis: string, now: number) {
  const [source] = events(point(map, one.source));
  const group = one.group && one.group.value !== null && one.group.value !== "$other" ? [{ property: one.group.dimension, op: "eq", value: one.group.value }] : [];
  return {
    key: `fix-${one.source}-${one.target}-${now.toString(36)}`,
    name,
    hypothesis,
    variants: [{ key: "control", weight: 50 }, { key: "test", weight: 50 }],
    primary: metric,
    ...(group.length && source?.event ? { condition: { did: source.event, where: [...source.where, ...group], within: { days: 30 } } } : {}),
  };
}
