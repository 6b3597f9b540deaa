import { expect, test } from "vitest";
import type { Bottleneck, JourneyMap } from "../map/useMaps";
import { metricOf, planOf, same } from "./experiment";

const MAP = {
  window: { days: 7 },
  touchpoints: [
    { key: "checkout", events: [{ event: "checkout_started" }], within: { hours: 1 } },
    { key: "paid", events: [{ event: "order_paid" }] },
  ],
} as unknown as JourneyMap;
const one = (group: unknown) => ({ source: "checkout", target: "paid", group }) as Bottleneck;

test("the metric is the step's own conversion in its own time", () => {
  expect(metricOf(one(null), MAP, "n").definition).toEqual({
    kind: "proportion",
    event: { events: [{ event: "order_paid", where: [] }] },
    base: { events: [{ event: "checkout_started", where: [] }] },
    window: { within: { hours: 1 } },
  });
});

test("the experiment is for those of the group who set out, and for everybody where there is no group to name", () => {
  const plan = planOf(one({ dimension: "platform", value: "android" }), MAP, "met_1", "n", "h", 1);
  expect(plan.condition).toEqual({ did: "checkout_started", where: [{ property: "platform", op: "eq", value: "android" }], within: { days: 30 } });
  for (const group of [null, { dimension: "platform", value: "$other" }, { dimension: "platform", value: null }]) {
    expect(planOf(one(group), MAP, "met_1", "n", "h", 1)).not.toHaveProperty("condition");
  }
});

test("a metric is the same where it counts the same, whatever it is called", () => {
  const wanted = metricOf(one(null), MAP, "n").definition;
  // As the server says it back.
  const kept = { window: { within: { minutes: 60 } }, kind: "proportion", event: { events: [{ event: "order_paid" }] }, base: { events: [{ event: "checkout_started" }] } };
  expect(same(kept, wanted)).toBe(true);
  expect(same({ ...kept, window: { within: { days: 7 } } }, wanted)).toBe(false);
  expect(same({ ...kept, event: { events: [{ event: "order_paid", where: [{ property: "price", op: "gt", value: 1 }] }] } }, wanted)).toBe(false);
  expect(same({ ...kept, base: { ...kept.base, counts: "days" } }, wanted)).toBe(false);
});
