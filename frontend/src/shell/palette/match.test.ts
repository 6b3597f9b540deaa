import { expect, test } from "vitest";
import { matching, score } from "./match";

const entries = [{ words: ["Live events"] }, { words: ["Events", "data/events"] }, { words: ["Trends"] }, { words: ["漏斗分析", "funnels"] }];
const first = (typed: string) => matching(entries, typed)[0]?.words[0];

test("a beginning wins over a word inside, which wins over scattered letters", () => {
  expect(first("eve")).toBe("Events");
  expect(score("Live events", "eve")).toBeGreaterThan(score("Trends", "ns"));
  expect(first("lvt")).toBe("Live events");
});

test("an entry is found by its words in either language", () => {
  expect(first("漏斗")).toBe("漏斗分析");
  expect(first("FUNN")).toBe("漏斗分析");
});

test("nothing typed keeps everything in its order, nonsense finds nothing", () => {
  expect(matching(entries, " ")).toEqual(entries);
  expect(matching(entries, "zzz")).toEqual([]);
});
