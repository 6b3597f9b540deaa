import { expect, test } from "vitest";
import { OPS, type PropertyType } from "./condition";
import { opsOf, scalarOf, shapeOf, withOp } from "./op";

const TYPES: PropertyType[] = ["text", "number", "boolean", "time", "list", "object"];

test("every op of the contract can be chosen for some type", () => {
  expect(new Set(TYPES.flatMap((type) => opsOf(type, "is_set")))).toEqual(new Set(OPS));
});

test("an op that is in use stays on offer", () => {
  expect(opsOf("boolean", "matches")[0]).toBe("matches");
});

test("the value stays where the next op can take it", () => {
  expect(withOp({ property: "p", op: "in", value: ["a", "b"] }, "contains", "text")).toEqual({ property: "p", op: "contains", value: "a" });
  expect(withOp({ property: "p", op: "contains", value: "a" }, "not_in", "text")).toEqual({ property: "p", op: "not_in", value: ["a"] });
  expect(withOp({ property: "p", op: "gte", value: 3 }, "is_set", "number")).toEqual({ property: "p", op: "is_set" });
  expect(withOp({ property: "p", op: "after", value: "2026-01-01" }, "within_last", "time")).toEqual({ property: "p", op: "within_last", value: { days: 30 } });
});

test("what is typed becomes a value of the property's type", () => {
  expect([scalarOf("10", "number"), scalarOf("10", "text"), scalarOf("true", "boolean"), scalarOf("x", "number")]).toEqual([10, "10", true, "x"]);
  expect(shapeOf("gt", "text")).toBe("phrase");
});
