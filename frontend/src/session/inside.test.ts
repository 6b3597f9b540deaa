import { expect, test } from "vitest";
import { inside } from "./inside";

test("one goes on within the console and nowhere else", () => {
  expect(inside("/p/shop/funnels?q=%7B%7D")).toBe("/p/shop/funnels?q=%7B%7D");
  for (const elsewhere of [null, "", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example"]) expect(inside(elsewhere)).toBe("/");
});
