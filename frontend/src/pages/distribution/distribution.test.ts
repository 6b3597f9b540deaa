import { expect, test } from "vitest";
import { cutsOf, distributionBody, FIRST, rangeName, readDistribution } from "./query";

test("a distribution comes back from the address as it went", () => {
  const asked = { ...FIRST, event: "pay", measure: "sum" as const, property: "amount", cuts: [0, 2.5, 10], interval: "week" as const };
  expect(readDistribution(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
  for (const bad of ["x", { event: 1 }, { condition: {} }, { breakdown: 3 }]) expect(readDistribution(bad)).toBeUndefined();
});

test("a sum waits for its property", () => {
  expect(distributionBody({ ...FIRST, measure: "sum" })).toBeUndefined();
  expect(distributionBody({ ...FIRST, property: "amount" })).not.toHaveProperty("property");
});

test("cuts rise", () => {
  expect(cutsOf("2, 3，5 10")).toEqual([2, 3, 5, 10]);
  for (const bad of ["", "3, 2", "2, 2", "a", "1e3"]) expect(cutsOf(bad)).toBeUndefined();
});

test("ranges of whole numbers read as such", () => {
  const say = String;
  const read = (low: number | null, high: number | null, whole = true) => rangeName({ low, high }, whole, say);
  expect([read(null, 2), read(2, 3), read(3, 5), read(5, null), read(null, 3)]).toEqual(["1", "2", "3–4", "≥ 5", "< 3"]);
  expect([read(null, 2, false), read(2, 3, false)]).toEqual(["< 2", "2 – 3"]);
});
