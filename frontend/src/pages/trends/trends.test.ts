import { describe, expect, test } from "vitest";
import { valueName } from "@/shared/report/valueName";
import { change, type Drawn, lines } from "./lines";
import { FIRST, readTrend, trendBody, withRange } from "./query";

const words = { series: (letter: string | null) => letter ?? "A/B", value: valueName({ missing: "(none)", other: "Other", yes: "Yes", no: "No" }) };
const answer = (series: Partial<Drawn["series"][number]>[], previous: string[] | null = null): Drawn => ({
  buckets: ["2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z"],
  complete: [true, false],
  previous_buckets: previous,
  computed: { at: "2026-05-01T12:00:00Z", data_until: null, elapsed_ms: 1, definition: "d" },
  series: series.map((one) => ({ letter: "A", name: "", period: "current", breakdown: null, values: [1, 0], total: 1, ...one }) as never),
});

describe("the question of a trend", () => {
  test("comes back from the address as it went", () => {
    expect(readTrend(JSON.parse(JSON.stringify({ ...FIRST, compare: true, formula: "A/B" })))).toEqual({ ...FIRST, compare: true, formula: "A/B" });
  });

  test("is none where the address was typed by hand and wrongly", () => {
    for (const bad of [null, 1, {}, { series: [] }, { series: [{ event: 1 }] }, { series: [{ event: null, measure: "odd" }] }, { series: [{ event: null }], since: "yesterday-ish" }, { series: [{ event: null }], condition: {} }, { series: [{ event: null, where: [1] }] }])
      expect(readTrend(bad)).toBeUndefined();
  });

  test("keeps the segment that Home asks with", () => {
    expect(trendBody(readTrend({ ...FIRST, segment: "seg_1" })!)).toMatchObject({ condition: { segment: "seg_1" } });
  });

  test("waits for the property of a sum, and leaves out what it does not need", () => {
    expect(trendBody({ ...FIRST, series: [{ event: "order_paid", measure: "sum" }] })).toBeUndefined();
    const body = trendBody({ ...FIRST, series: [{ event: "order_paid", measure: "people", property: "revenue" }] });
    expect(body).toEqual({ series: [{ event: "order_paid", measure: "people" }], interval: "day", since: "-29d" });
  });

  test("of one day is seen by the hour", () => {
    expect(withRange(FIRST, { since: "today" }).interval).toBe("hour");
    expect(withRange({ ...FIRST, interval: "hour" }, { since: "-6d" })).toMatchObject({ interval: "day", since: "-6d" });
  });
});

describe("the lines of an answer", () => {
  test("know nothing of buckets that have not begun", () => {
    expect(lines(answer([{}]), false, words).drawn[0]!.values).toEqual([1, null]);
  });

  test("stand beside their previous ones, value by value; a value new today was 0", () => {
    const told = lines(
      answer([{ breakdown: "ios" }, { breakdown: "web" }, { breakdown: "ios", period: "previous", values: [7, 8], total: 15 }], ["p", "q"]),
      true,
      words,
    );
    expect(told.listed.map((line) => [line.name, line.previousTotal])).toEqual([["ios", 15], ["web", 0]]);
  });

  test("of a formula are drawn alone and listed with their parts", () => {
    const told = lines(answer([{}, { letter: "B" }, { letter: null }]), false, words);
    expect([told.drawn.map((line) => line.name), told.listed.length]).toEqual([["A/B"], 3]);
  });

  test("name what is missing, the rest, and yes and no", () => {
    const told = lines(answer([null, "$other", true, 7].map((breakdown) => ({ breakdown }))), true, words);
    expect(told.listed.map((line) => line.name)).toEqual(["(none)", "Other", "Yes", "7"]);
    expect(told.listed.map((line) => line.other)).toEqual([false, true, false, false]);
  });
});

test("a change needs something to compare with", () => {
  expect([change(3, 2), change(1, -2), change(1, 0), change(1, undefined)]).toEqual([0.5, 1.5, null, null]);
});
