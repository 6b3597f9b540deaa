import { expect, test } from "vitest";
import { first, intervalBody, readInterval } from "./query";

test("intervals come back from the address as they went", () => {
  const asked = { ...first({ event: "pay" }), hold: "order_id", pair: "every" as const, condition: { segment: "seg_1" } };
  expect(readInterval(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
  for (const bad of ["x", { from: 1 }, { window: { days: 0 } }, { breakdown: 3 }]) expect(readInterval(bad)).toBeUndefined();
});

test("what still waits for its value is not asked", () => {
  const where = [{ property: "price", op: "gte" as const }];
  expect(intervalBody({ ...first(null), from: { event: "a", where } })).toMatchObject({ from: { event: "a" }, to: { event: null } });
});
