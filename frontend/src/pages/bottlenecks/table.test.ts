import { expect, test } from "vitest";
import type { Bottleneck } from "../map/useMaps";
import { rowsOf, type Words } from "./table";

const ONE = {
  source: "checkout",
  target: "paid",
  group: null,
  since: "2026-05-03T16:00:00Z",
  until: "2026-05-10T16:00:00Z",
  evidence: "correlational",
  arithmetic: { lost_per_week: 12.5, value_per_week: null },
  friction: [{ kind: "error", name: "card_refused", clear: true }, { kind: "back", name: "cart", clear: true }, { kind: "again", name: "", clear: false }],
} as unknown as Bottleneck;
const WORDS: Words = {
  step: (key) => `the ${key}`,
  group: () => "everybody",
  day: (when) => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(when),
  grade: (one) => `graded ${one}`,
  number: (n) => n,
  signal: (one) => `${one.kind} of ${one.name}`,
};

test("a row says days, words and names, and leaves out what is not known or not clear", () => {
  expect(rowsOf([ONE], ["lost_per_week", "value_per_week"], WORDS)).toEqual([
    [1, "the checkout → the paid", "everybody", "2026-05-04", "2026-05-10", "graded correlational", 12.5, null, "error of card_refused; back of cart"],
  ]);
});
