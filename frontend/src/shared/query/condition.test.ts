import { expect, test } from "vitest";
import { asGroup, askable, askableCondition, type Condition, finished, fromGroup, MATCHES } from "./condition";

test("a test waits for its value, but for those that take none", () => {
  expect(finished({ op: "in" })).toBe(false);
  expect(finished({ op: "in", value: [] })).toBe(false);
  expect(finished({ op: "between", value: [1, null as never] })).toBe(false);
  expect(finished({ op: "eq", value: 0 })).toBe(true);
  expect(finished({ op: "eq", value: false })).toBe(true);
  expect(finished({ op: "not_set" })).toBe(true);
});

test("what waits for its value is not asked", () => {
  const where = [{ property: "a", op: "eq" as const, value: 1 }, { property: "b", op: "in" as const }];
  expect(askable({ event: "x", where })).toEqual({ event: "x", where: [where[0]] });
  expect(askable({ event: "x", where: [where[1]!] })).toEqual({ event: "x" });
  const draft: Condition = { all: [{ person: "", op: "in" }, { any: [{ segment: "" }, { sequence: [] }] }, { not: { person: "c", op: "in" } }] };
  expect(askableCondition(draft)).toBeUndefined();
  expect(askableCondition({ all: [...draft.all, { did: null }] })).toEqual({ all: [{ did: null }] });
});

test("a group keeps its match there and back", () => {
  for (const match of MATCHES) {
    const group = { match, parts: [{ did: "x" }] };
    expect(asGroup(fromGroup(group))).toEqual(group);
  }
});
