import { expect, test } from "vitest";
import { FIRST, parse } from "./asked";

test("a list of people comes back from the address as it went", () => {
  const asked = { ...FIRST, condition: { did: "x" }, search: "ada", columns: ["country"], order: "asc" as const };
  expect(parse(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
  expect(parse({})).toEqual(FIRST);
});

test("what was typed by hand and wrongly is refused, not drawn", () => {
  for (const wrong of [null, [], { sort: "name" }, { order: "up" }, { columns: [1] }, { search: 3 }, { condition: {} }, { condition: { all: 1 } }])
    expect(parse(wrong)).toBeUndefined();
});
