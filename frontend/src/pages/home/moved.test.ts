import { expect, test } from "vitest";
import { mostMoved } from "./moved";

const line = (name: string, period: "current" | "previous", total: number) => ({ name, period, total, values: [] });

test("a large change of a large count comes before a large percentage of a small one", () => {
  const moved = mostMoved([
    line("small", "current", 30), line("small", "previous", 20),
    line("large", "current", 12_000), line("large", "previous", 10_000),
    line("still", "current", 500), line("still", "previous", 500),
    line("tiny", "current", 9), line("tiny", "previous", 1),
  ]);
  expect(moved.map((one) => [one.name, Math.round(one.delta * 100)])).toEqual([["large", 20], ["small", 50]]);
});

test("an event that is new this week is in the list", () => {
  expect(mostMoved([line("new", "current", 40)])[0]).toMatchObject({ name: "new", before: 0 });
});
