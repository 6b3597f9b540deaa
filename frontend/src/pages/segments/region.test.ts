import { expect, test } from "vitest";
import { belongs } from "./region";

const segments = [{ id: "a" }, { id: "b" }, { id: "c" }];

test("a region belongs to what the operation leaves", () => {
  const regions = [["a"], ["b"], ["a", "b"], ["a", "b", "c"]];
  const left = (op: "union" | "intersection" | "difference") => regions.filter((one) => belongs(one, segments, op));
  expect(left("union")).toEqual(regions);
  expect(left("intersection")).toEqual([["a", "b", "c"]]);
  expect(left("difference")).toEqual([["a"]]);
});
