import { expect, test } from "vitest";
import { treeOf, within } from "./tree";

const TAGS = ["value/orders", "value", "", "mind", "/value//orders/", "valued"].map((folder) => ({ folder }));

test("folders stand in their levels, each with all that lies in and below it", () => {
  expect(treeOf(TAGS)).toEqual([
    { key: "mind", title: "mind", count: 1, children: [] },
    { key: "value", title: "value", count: 3, children: [{ key: "value/orders", title: "orders", count: 2, children: [] }] },
    { key: "valued", title: "valued", count: 1, children: [] },
  ]);
});

test("a folder holds what lies below it and not its namesakes", () => {
  expect(TAGS.filter((one) => within("value", one)).length).toBe(3);
  expect(TAGS.filter((one) => within("", one)).length).toBe(6);
  expect(TAGS.filter((one) => within("value/orders", one)).length).toBe(2);
});
