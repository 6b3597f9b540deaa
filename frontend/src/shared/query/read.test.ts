import { expect, test } from "vitest";
import { newCondition, type NewKind } from "./condition";
import { readRange } from "./range";
import { readBreakdown, readCondition, readEventFilter, readFilter, readSpan, readWho } from "./read";

test("what the contract allows is read", () => {
  const conditions = [
    { all: [{ person: "country", op: "in", value: ["CN"] }, { not: { segment: "s" } }] },
    { did: "order_paid", where: [{ property: "price", op: "gte", value: 10 }], times: { op: "between", value: [1, 3] }, within: { days: 7 } },
    { did: null, since: "2026-01-01T00:00:00Z" },
    { sequence: [{ event: "a" }, { event: null }], within: { hours: 24 } },
    { tag: "tier", op: "eq", value: "high" },
    { state: ["dormant"] },
  ];
  for (const condition of conditions) expect(readCondition(condition)).toEqual(condition);
});

test("what it does not is refused", () => {
  const wrong = [null, [], "x", {}, { all: {} }, { did: 1 }, { did: "x", within: { days: -1 } }, { did: "x", times: { op: "eq" } }, { person: "a", op: "like" }, { sequence: [{ event: "" }] }];
  for (const condition of wrong) expect(readCondition(condition)).toBeUndefined();
  let deep: unknown = { did: "x" };
  for (let n = 0; n < 30; n++) deep = { not: deep };
  expect(readCondition(deep)).toBeUndefined();
  expect(readEventFilter({ event: "x", where: [{ op: "eq" }] })).toBeUndefined();
  expect(readSpan({ days: 1, hours: 2 })).toBeUndefined();
  expect(readBreakdown({ property: "a", of: "tag" })).toBeUndefined();
});

test("a condition that was just begun is read, so that the address can hold it", () => {
  const kinds: NewKind[] = ["person", "did", "did_not", "sequence", "segment", "tag", "group"];
  for (const kind of kinds) expect(readCondition({ all: [newCondition(kind)] })).toEqual({ all: [newCondition(kind)] });
});

test("a filter is its event and its tests alone", () => {
  expect(readFilter({ event: "x", where: [], measure: "sum", property: null })).toEqual({ event: "x" });
  expect(readFilter(undefined)).toEqual({ event: null });
  for (const wrong of [null, "x", { event: 1 }, { event: "x", where: [{ op: "eq" }] }]) expect(readFilter(wrong)).toBeUndefined();
});

test("a segment beside the condition is part of who is asked about", () => {
  expect(readWho({})).toEqual({});
  expect(readWho({ segment: "s" })).toEqual({ condition: { segment: "s" } });
  expect(readWho({ segment: "s", condition: { did: "x" } })).toEqual({ condition: { all: [{ did: "x" }, { segment: "s" }] } });
  expect(readWho({ segment: "s", condition: { all: [{ did: "x" }] } })).toEqual({ condition: { all: [{ did: "x" }, { segment: "s" }] } });
  for (const wrong of [{ condition: {} }, { condition: "x" }, { segment: 3 }]) expect(readWho(wrong)).toBeUndefined();
});

test("a range is relative, named, fixed, or not one", () => {
  for (const range of [{}, { since: "-29d" }, { since: "all" }, { since: "2026-01-01", until: "2026-02-01" }, { since: "-30min" }, { since: "today" }])
    expect(readRange(range)).toEqual(range);
  for (const range of [null, { since: "yesterday" }, { since: 3 }, { until: "all" }, { since: "-d" }]) expect(readRange(range)).toBeUndefined();
});
