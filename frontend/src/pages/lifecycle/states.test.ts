import { describe, expect, it } from "vitest";
import { STATES } from "@/shared/lifecycle";
import { flowPicture, matrixOf, placeOf } from "./states";

const FLOWS = [
  { step: 0, before: "", state: "visitor", people: 5 },
  { step: 0, before: "active", state: "dormant", people: 2 },
  { step: 1, before: "visitor", state: "active", people: 5 },
  { step: 1, before: "dormant", state: "dormant", people: 2 },
];

describe("flows", () => {
  const { nodes, links } = flowPicture(FLOWS, (state) => state || "new");

  it("have a node for each state at each date, as large as those who are there", () => {
    expect(nodes.map((node) => [node.id, node.people])).toEqual([
      ["0:", 5],
      ["0:active", 2],
      ["1:visitor", 5],
      ["2:active", 5],
      ["1:dormant", 2],
      ["2:dormant", 2],
    ]);
    expect(nodes.find((node) => node.id === "0:")?.name).toBe("new");
  });

  it("lead only from nodes to nodes", () => {
    const ids = new Set(nodes.map((node) => node.id));
    expect(links.every((link) => ids.has(link.from) && ids.has(link.to))).toBe(true);
    expect(placeOf("2:dormant")).toEqual({ depth: 2, state: "dormant" });
  });
});

it("the matrix has a row for who is new", () => {
  const values = matrixOf([{ before: "", state: "active", people: 3 }], ["", ...STATES]);
  expect(values[0]).toEqual([null, null, null, 3, null, null, null, null]);
  expect(values.slice(1).flat().every((value) => value === null)).toBe(true);
});
