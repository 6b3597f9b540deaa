import { expect, test } from "vitest";
import { bracketsOf, bracketsText, first, readRetention, retentionBody, withPeriod } from "./query";

test("a retention comes back from the address as it went", () => {
  const asked = { ...first({ event: "sign_up" }), measure: "bracket" as const, brackets: [[1, 3] as [number, number]] };
  expect(readRetention(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
  expect(readRetention({ start: 1 })).toBeUndefined();
  expect(readRetention({ condition: {} })).toBeUndefined();
  expect(readRetention("x")).toBeUndefined();
  expect(retentionBody(readRetention({ segment: "seg_1" })!)).toMatchObject({ condition: { segment: "seg_1" } });
});

test("brackets are read as people write them", () => {
  expect(bracketsOf("1-3, 4–7，14")).toEqual([[1, 3], [4, 7], [14, 14]]);
  expect(bracketsText([[1, 3], [14, 14]])).toBe("1-3, 14");
  for (const bad of ["", "3-1", "0-2", "a", "1-"]) expect(bracketsOf(bad)).toBeUndefined();
});

test("a bracket retention without brackets cannot be asked", () => {
  expect(retentionBody({ ...first(null), measure: "bracket" })).toBeUndefined();
  expect(retentionBody({ ...first(null), brackets: [[1, 2]] })).not.toHaveProperty("brackets");
});

test("another period brings its own range and columns", () => {
  expect(withPeriod({ ...first(null), until: "2026-01-01" }, "month")).toMatchObject({ period: "month", since: "-11m", periods: 12 });
  expect(withPeriod({ ...first(null), until: "2026-01-01" }, "day")).not.toHaveProperty("until");
});
