import { describe, expect, it } from "vitest";
import { comparable, linkToPair, pairOf, same } from "./compared";

const point = { query: { kind: "trend", now: "2026-05-01T00:00:00Z" }, cell: { series: "A" }, title: "Orders" };
const step = { query: { kind: "funnel", now: "2026-05-02T00:00:00Z" }, cell: { step: 1 }, title: "Paid" };

describe("two numbers", () => {
  it("are compared where people stand behind them one by one", () => {
    expect([point, step].every(comparable)).toBe(true);
    const others = [
      { ...step, cell: { step: 1, dropped: true } },
      { ...step, query: { ...step.query, by: "session" } },
      { ...point, query: { kind: "metric" }, cell: { side: "missing" } },
      { ...point, query: { kind: "rfm" } },
    ];
    expect(others.filter(comparable)).toEqual([]);
  });

  it("keep the moment at which the first was seen", () => {
    expect(pairOf(point, step)).toEqual({ a: { ...point, seen: "2026-05-01T00:00:00Z" }, b: step });
    expect(pairOf({ ...point, query: { kind: "trend" } }, step).a.seen).toBeUndefined();
  });

  it("are told apart by what they ask, not by their title", () => {
    expect(same(point, { ...point, title: "other" })).toBe(true);
    expect(same(point, step)).toBe(false);
  });

  it("have an address", () => {
    const link = new URL(linkToPair("prj_1", point, step), "http://x");
    expect(link.pathname).toBe("/p/prj_1/reconcile");
    expect(JSON.parse(link.searchParams.get("q")!)).toEqual(pairOf(point, step));
  });
});
