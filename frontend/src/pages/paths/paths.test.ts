import { expect, expectTypeOf, test } from "vitest";
import type { Schemas } from "@/api/client";
import { called, drawn, placeOf, type Ways } from "./drawn";
import { FIRST, type PathsAsked, pathsBody, readPaths, withEnds } from "./query";

const words = { other: "others", more: "more", exit: "left" };
const ways = {
  paths: 5,
  people: 4,
  steps: [
    { step: 1, paths: 5, people: 4, dropped: 1 },
    { step: 2, paths: 4, people: 4, dropped: 4 },
  ],
  nodes: [
    { name: "/", step: 1, paths: 5, people: 4, dropped: 1, dropped_people: 1 },
    { name: "a:b", step: 2, paths: 3, people: 3, dropped: 3, dropped_people: 3 },
  ],
  links: [{ from: "/", to: "a:b", step: 1, paths: 3, people: 3, median_seconds: 7, mean_seconds: 8 }],
  rest: [{ from: "/", step: 1, paths: 1 }],
  computed: { at: "", data_until: null, elapsed_ms: 1, definition: "" },
} as Ways;

test("what goes into a node is what comes out of it, those who left among them", () => {
  const { nodes, links } = drawn(ways, words, { start: false, goal: false });
  const out = links.filter((link) => link.from === "1:/").reduce((sum, link) => sum + link.people, 0);
  expect(out).toBe(5);
  expect(nodes.map((node) => [node.id, node.kind, node.depth, node.people])).toEqual([
    ["1:/", "start", 0, 5],
    ["2:a:b", "step", 1, 3],
    ["2:$other", "other", 1, 1],
    ["2:$exit", "exit", 1, 1],
    ["3:$exit", "exit", 2, 3],
  ]);
  expect(nodes[2]!.name).toBe("others");
});

test("a node's name may hold a colon, and one that is called like an own word keeps it", () => {
  expect(placeOf("12:a:b")).toEqual({ step: 12, name: "a:b" });
  expect(called("checkout", words)).toBe("checkout");
});

test("a question survives the address, and what cannot be read is refused", () => {
  const asked = { ...FIRST, from: { node: "/" }, exclude: ["leave"], clean: [{ match: "/p/*", name: "/p" }] };
  expect(readPaths(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
  expect(readPaths({ from: 3 })).toBeUndefined();
  expect(readPaths({ exclude: [1] })).toBeUndefined();
  expect(readPaths({ depth: 99 })?.depth).toBe(5);
});

test("paths to a goal alone are read backwards from it", () => {
  const goal = withEnds(FIRST, { to: { event: "order_paid" } });
  expect(pathsBody(goal)).toMatchObject({ align: "end" });
  expect(pathsBody(withEnds(goal, { from: { node: "/" } }))).not.toHaveProperty("align");
  expect(pathsBody(withEnds(goal, { to: undefined }))).not.toHaveProperty("align");
});

test("a question kept over HTTP is asked and kept again as it is", () => {
  const query = {
    from: { event: "sign_up" }, node: "event", by: "session", depth: 7, limit: 50, include: [{ event: "page" }], exclude: ["leave"],
    repeats: true, least: 3, most: 90, align: "end", timezone: "Asia/Tokyo", week_start: "sunday", since: "-6d",
  };
  expect(pathsBody(readPaths({ ...query, most: null, show: "table" })!)).toEqual({ ...query, most: undefined });
  expect(pathsBody(readPaths(query)!)).toEqual(query);
  expect(pathsBody(readPaths({ to: { event: "pay" } })!)).not.toHaveProperty("align");
  // A segment is asked for as a condition; everything else that the server takes is known here.
  expectTypeOf<Exclude<keyof Schemas["PathsBody"], keyof PathsAsked>>().toEqualTypeOf<"kind" | "segment">();
});
