import { expect, it } from "vitest";
import { migrationGrid, scoreGrid } from "./grid";

it("people of every M are one in the grid of R and F", () => {
  const grid = scoreGrid([
    { r: 5, f: 1, m: 1, people: 2 },
    { r: 5, f: 1, m: 4, people: 3 },
    { r: 1, f: 5, m: 5, people: 7 },
  ]);
  expect(grid[0]).toEqual([5, null, null, null, null]);
  expect(grid[4]).toEqual([null, null, null, null, 7]);
});

it("the migration has a place for who had not bought", () => {
  expect(migrationGrid([{ before: "", cell: "lost", people: 4 }], ["", "lost"], ["lost", ""])).toEqual([
    [4, null],
    [null, null],
  ]);
});
