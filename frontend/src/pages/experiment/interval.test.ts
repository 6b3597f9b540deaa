import { expect, test } from "vitest";
import { placeOf, reachOf, settledFrom, wayOf } from "./interval";

test("zero stands in the middle and everything within the drawing", () => {
  const lines = [
    { estimate: 0.1, low: -0.2, high: 0.4 },
    { estimate: -0.05, low: null, high: 0.1 },
    { estimate: null, low: null, high: null },
  ];
  const reach = reachOf(lines);
  expect(reach).toBeCloseTo(0.432);
  expect(placeOf(0, reach)).toBe(50);
  expect(placeOf(0.4, reach)).toBeLessThan(100);
  expect(placeOf(-9, reach)).toBe(0);
  expect(reachOf([])).toBeGreaterThan(0);
});

test("a change that is neither good nor bad is not clear", () => {
  expect([wayOf({ good: true, bad: false }), wayOf({ good: false, bad: true }), wayOf({ good: false, bad: false })]).toEqual(["better", "worse", "unclear"]);
});

const around = (...halves: number[]) => halves.map((half) => ({ low: -half, high: half }));

test("a course is drawn from the day after the last interval that is far too wide", () => {
  expect(settledFrom(around(9, 4, 0.3, 0.2, 0.1))).toBe(2);
  expect(settledFrom(around(0.25, 0.2, 0.1))).toBe(0);
  expect(settledFrom([{ low: null, high: null }, ...around(0.2, 0.1)])).toBe(1);
});

test("two days are always left, and a course without an end is drawn whole", () => {
  expect(settledFrom(around(9, 9, 0.1))).toBe(1);
  expect(settledFrom([...around(9), { low: null, high: null }])).toBe(0);
  expect(settledFrom([])).toBe(0);
});
