import { describe, expect, it } from "vitest";
import { pairBody, readPair } from "./pair";

const a = { query: { kind: "trend" }, cell: {}, title: "A", seen: "2026-05-01T00:00:00Z" };
const b = { query: { kind: "funnel" }, cell: { step: 1 }, title: "B" };

describe("the pair of an address", () => {
  it("is read only where both numbers are whole", () => {
    expect(readPair({ a, b })).toEqual({ a, b });
    for (const broken of [null, 1, {}, { a }, { a, b: { ...b, query: {} } }, { a, b: { ...b, title: 1 } }, { a, b: { ...b, cell: null } }]) {
      expect(readPair(broken)).toBeUndefined();
    }
  });

  it("is asked without the titles", () => {
    expect(pairBody({ a, b })).toEqual({
      kind: "reconcile",
      a: { query: { kind: "trend" }, cell: {}, seen: "2026-05-01T00:00:00Z" },
      b: { query: { kind: "funnel" }, cell: { step: 1 } },
    });
  });
});
