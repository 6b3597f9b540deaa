import { expect, test } from "vitest";
import { linkTo, readQuery, writeQuery } from "./urlState";

const parse = (value: unknown) => (typeof value === "object" && value !== null && "a" in value ? (value as { a: number }) : undefined);

test("a query comes back as it was written", () => {
  expect(readQuery(writeQuery({ a: 1 }), parse)).toEqual({ query: { a: 1 }, broken: false });
  const link = linkTo("funnels", { a: "x&y=1#漏斗" });
  expect(JSON.parse(new URLSearchParams(link.split("?")[1]).get("q")!)).toEqual({ a: "x&y=1#漏斗" });
});

test("no query is not a broken one", () => {
  expect(readQuery(null, parse)).toEqual({ query: undefined, broken: false });
  for (const text of ["{", '{"b":1}', "null"]) expect(readQuery(text, parse)).toEqual({ query: undefined, broken: true });
});
