import { expect, expectTypeOf, test } from "vitest";
import type { Schemas } from "@/api/client";
import { type Asked, bottlenecksOf, mapBody, mapOf, readAsked } from "./useMaps";

const QUERY = { map: "map_1", version: 2, since: "-6d", until: "2026-05-01", against: 1, condition: { segment: "seg_1" }, bottlenecks: true, timezone: "Asia/Tokyo" };

test("a question kept over HTTP is asked and kept again as it is", () => {
  for (const compare of ["previous", "-364d", "-28d", "-2w"]) {
    const query = { ...QUERY, compare };
    expect(mapBody("map_1", readAsked({ ...query, show: "table" })!)).toEqual(query);
  }
  expect(readAsked({ segment: "seg_1" })).toEqual({ condition: { segment: "seg_1" } });
  for (const bad of ["x", { compare: "soon" }, { compare: "2026-05-01" }, { condition: 1 }]) expect(readAsked(bad)).toBeUndefined();
  expectTypeOf<Exclude<keyof Schemas["MapQuestion"], keyof Asked>>().toEqualTypeOf<"kind" | "segment">();
});

test("the bottlenecks beside a map are of its version, end and people", () => {
  const { map, version, until, condition, timezone } = QUERY;
  expect(bottlenecksOf("map_1", readAsked({ ...QUERY, compare: "previous" })!)).toEqual({ map, version, until, condition, timezone });
});

test("no other map stands in for one that is gone", () => {
  const maps = [{ id: "a" }, { id: "b" }];
  expect([mapOf(maps, "b"), mapOf(maps, undefined), mapOf(maps, "c"), mapOf([], undefined)]).toEqual([maps[1], maps[0], undefined, undefined]);
});
