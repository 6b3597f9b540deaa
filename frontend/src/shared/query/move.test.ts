import { expect, test } from "vitest";
import { landing, moved, placeAfter } from "./move";

test("an item moves and the others close up", () => {
  expect(moved(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
  expect(moved(["a", "b", "c", "d"], 3, 0)).toEqual(["d", "a", "b", "c"]);
  expect(moved(["a"], 5, 0)).toEqual(["a"]);
});

test("each item knows its place after the move", () => {
  const items = ["a", "b", "c", "d"];
  for (const from of [0, 1, 2, 3])
    for (const to of [0, 1, 2, 3]) {
      const after = moved(items, from, to);
      items.forEach((item, n) => expect(after[placeAfter(n, from, to)]).toBe(item));
    }
});

test("a pulled item changes places where it passes the middle of the next", () => {
  const [tops, heights] = [[0, 40, 80], [34, 34, 34]];
  expect(landing(tops, heights, 0, 10)).toBe(0);
  expect(landing(tops, heights, 0, 24)).toBe(1);
  expect(landing(tops, heights, 0, 500)).toBe(2);
  expect(landing(tops, heights, 2, -24)).toBe(1);
  expect(landing(tops, heights, 2, -500)).toBe(0);
});
