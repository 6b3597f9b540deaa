import { expect, test } from "vitest";
import { linesOf, outlineOf, tableOf, type Words } from "./lines";
import type { JourneyMap, Numbers } from "./useMaps";

const MAP = {
  stages: [{ key: "use", name: "Use" }, { key: "buy", name: "Buy" }],
  touchpoints: [{ key: "a", stage: "use", name: "A" }, { key: "b", stage: "buy", name: "B" }],
} as unknown as JourneyMap;
const change = (value: number, clear: boolean) => ({ before: 0.4, change: { value, low: value - 0.1, high: value + 0.1 }, p: 0.1, p_corrected: 0.1, clear });
const NUMBERS = {
  boxes: [
    { stage: { key: "use", name: "Use" }, name: "A", box: { key: "a", people: 10, bounce: 0.5, dwell_seconds: 30, said: [{ voice: 0, kind: "topic", topics: [{ value: "price", voices: 3, people: 2 }] }] } },
    { stage: { key: "buy", name: "Buy" }, name: "B", box: { key: "b", people: 4, bounce: null, dwell_seconds: null, said: [{ voice: 1, kind: "nps", nps: -20, mean: 6, topics: [] }] } },
  ],
  ways: [{ way: { source: "a", target: "b", rate: 0.4, median_seconds: 60 } }],
  before: { changes: { boxes: [{ key: "a", people: change(0.25, true), bounce: change(0.1, false), dwell: { before: null, change: null }, said: [] }], ways: [], gone: [] } },
} as unknown as Numbers;
const WORDS: Words = { stage: (one) => one.name ?? "", people: "people", bounce: "bounce", dwell: "dwell", stars: "stars", next: (name) => `to ${name}`, time: (name) => `time to ${name}`, complaint: (topic) => `of ${topic}` };
const HEADS = { plain: ["stage", "point", "name", "now"], compared: ["before", "change", "from", "to", "chance"], clear: "beyond", chance: "within" };
const raw = (n: number | null) => n;

test("every number of the map is a line, touchpoint by touchpoint", () => {
  expect(linesOf(MAP, NUMBERS, WORDS).map((one) => [one.point, one.name, one.now])).toEqual([
    ["A", "people", 10], ["A", "to B", 0.4], ["A", "time to B", 60], ["A", "bounce", 0.5], ["A", "dwell", 30], ["A", "of price", 3],
    ["B", "people", 4], ["B", "bounce", null], ["B", "dwell", null], ["B", "NPS", -20],
  ]);
});

test("the numbers alone tell as much: a dashboard and a link show the same lines", () => {
  expect(linesOf(outlineOf(NUMBERS), NUMBERS, WORDS)).toEqual(linesOf(MAP, NUMBERS, WORDS));
});

test("beside another time each line says its change, how sure it is, or that there is none to say", () => {
  const { columns, rows } = tableOf(linesOf(MAP, NUMBERS, WORDS), HEADS, true, raw, raw);
  expect(columns).toHaveLength(9);
  expect(rows[0]).toEqual(["Use", "A", "people", 10, 0.4, 0.25, 0.15, 0.35, "beyond"]);
  expect(rows[3]!.at(-1)).toBe("within");
  expect(rows[4]).toEqual(["Use", "A", "dwell", 30, null, null, null, null, null]);
  expect(rows[6]!.slice(4)).toEqual([null, null, null, null, null]);
});

test("without a comparison there are no empty columns", () => {
  const { columns, rows } = tableOf(linesOf(MAP, NUMBERS, WORDS), HEADS, false, raw, raw);
  expect([columns.length, ...new Set(rows.map((row) => row.length))]).toEqual([4, 4]);
});
