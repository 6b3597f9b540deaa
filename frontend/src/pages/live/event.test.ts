import { expect, test } from "vitest";
import type { LiveEvent } from "@/shared/live";
import { fits, gist, merged, perMinute } from "./event";

const event = (id: string, more: Partial<LiveEvent> = {}) =>
  ({ id, event: "page", user_id: "u-1", anonymous_id: null, person_id: "p1", properties: {}, ...more }) as LiveEvent;

test("an event fits by its name and by any id of its person", () => {
  expect(fits(event("1"), { event: null, person: "" })).toBe(true);
  expect(fits(event("1"), { event: "search", person: "" })).toBe(false);
  for (const person of ["u-1", "p1"]) expect(fits(event("1"), { event: "page", person })).toBe(true);
  expect(fits(event("1"), { event: null, person: "other-id", personId: "p1" })).toBe(true);
  expect(fits(event("1"), { event: null, person: "u-2" })).toBe(false);
});

test("the newest stand first, each once, at most 500", () => {
  expect(merged([event("1")], [event("3"), event("1"), event("2")]).map((each) => each.id)).toEqual(["3", "2", "1"]);
  expect(merged([], Array.from({ length: 600 }, (_, n) => event(String(n))))).toHaveLength(500);
});

test("minutes without events are there too", () => {
  const bars = perMinute(new Map([[100, 7]]), 101 * 60_000 + 5, 3);
  expect(bars.map((bar) => bar.count)).toEqual([0, 7, 0]);
});

test("a row tells scalars only", () => {
  expect(gist({ a: 1, b: { c: 2 }, d: null, e: "x" })).toEqual([["a", "1"], ["e", "x"]]);
});
