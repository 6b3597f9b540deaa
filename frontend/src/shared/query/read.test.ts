import { expect, test } from "vitest";
import { readRange } from "./range";
import { readBreakdown, readCondition, readEventFilter, readSpan } from "./read";

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

test("a range is relative, named, fixed, or not one", () => {
  for (const range of [{}, { since: "-29d" }, { since: "all" }, { since: "2026-01-01", until: "2026-02-01" }, { since: "-30min" }, { since: "today" }])
    expect(readRange(range)).toEqual(range);
  for (const range of [null, { since: "yesterday" }, { since: 3 }, { until: "all" }, { since: "-d" }]) expect(readRange(range)).toBeUndefined();
});
