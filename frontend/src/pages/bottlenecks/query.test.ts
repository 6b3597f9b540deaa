import { expect, expectTypeOf, test } from "vitest";
import type { Schemas } from "@/api/client";
import type { Bottleneck } from "../map/useMaps";
import { metricOf } from "./experiment";
import { type BottlenecksAsked, bottlenecksBody, courseOf, readBottlenecks } from "./query";

const STEPS = [{ event: "checkout_started" }, { event: "order_paid", name: "Paid", where: [{ property: "price", op: "gt", value: 1 }], first: true }];

test("a question kept over HTTP is asked and kept again as it is", () => {
  const steps = { steps: STEPS, window: { hours: 1 }, dimensions: ["shop"], since: "-29d", until: "2026-05-01", condition: { segment: "seg_1" }, timezone: "Asia/Tokyo" };
  const map = { map: "map_1", version: 2, dimensions: [] };
  for (const query of [steps, map, {}]) expect(bottlenecksBody(readBottlenecks(query)!)).toEqual(query);
  expect(readBottlenecks({ segment: "seg_1" })).toEqual({ condition: { segment: "seg_1" } });
  for (const bad of ["x", { steps: [3] }, { since: "soon" }, { condition: 1 }]) expect(readBottlenecks(bad)).toBeUndefined();
  expectTypeOf<Exclude<keyof Schemas["BottleneckBody"], keyof BottlenecksAsked>>().toEqualTypeOf<"kind" | "segment">();
});

test("a bottleneck between the steps of a funnel has their conversion within their window", () => {
  const course = courseOf(readBottlenecks({ steps: STEPS, window: { hours: 1 } })!);
  expect(metricOf({ source: "0", target: "1" } as Bottleneck, course, "n").definition).toEqual({
    kind: "proportion",
    event: { events: [{ event: "order_paid", where: STEPS[1]!.where }], first: true },
    base: { events: [{ event: "checkout_started", where: [] }] },
    window: { within: { hours: 1 } },
  });
});
