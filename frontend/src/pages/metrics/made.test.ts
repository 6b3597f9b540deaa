import { describe, expect, test } from "vitest";
import { definitionOf, type Made, NOTHING } from "./made";

const named = { ...NOTHING, name: " rate ", event: { event: "order_paid", where: [] } };

describe("a new metric", () => {
  test("keeps the tests of a base of any event", () => {
    const base = { event: null, where: [{ property: "price", op: "gt", value: 5 }] } as Made["base"];
    expect(definitionOf({ ...NOTHING, base }).definition).toMatchObject({ base: { events: [base] } });
    expect(definitionOf(NOTHING).definition).not.toHaveProperty("base");
  });

  test("without a base counts people", () => {
    expect(definitionOf(named)).toMatchObject({ name: "rate", definition: { kind: "proportion", event: { events: [{ event: "order_paid" }] } } });
    expect(definitionOf(named).definition).not.toHaveProperty("base");
  });

  test("with a base and a window is a share", () => {
    const base = { event: "view", where: [] };
    expect(definitionOf({ ...named, base, window: 7 }).definition).toMatchObject({ base: { events: [base] }, window: { within: { days: 7 } } });
  });

  test("a number belongs to the kinds that count numbers", () => {
    expect(definitionOf({ ...named, kind: "sum", property: "revenue" }).definition).toMatchObject({ event: { events: [{ property: "revenue" }] } });
    expect(JSON.stringify(definitionOf({ ...named, property: "revenue" }))).not.toContain("revenue");
  });

  test("of retention names its day and its base, also when that is any event", () => {
    expect(definitionOf({ ...named, kind: "retention", day: 7 }).definition).toMatchObject({ days: [7, 7], base: { events: [{ event: null }] } });
  });
});
