import { expect, test } from "vitest";
import { begun, carried, EXPLORED } from "./kinds";

const where = [{ property: "price", op: "gte" as const, value: 10 }];
const shared = { since: "-6d", condition: { segment: "seg_1" }, filter: { event: "pay", where } };
const PAGES = EXPLORED.filter((page) => page !== "sessions");

test("every page takes range, people and first event along to every other", () => {
  for (const from of PAGES) for (const to of PAGES) expect(carried(begun(to, carried(begun(from, shared)))), `${from} ${to}`).toEqual(shared);
});

test("a segment named beside the question goes along too", () => {
  expect(carried({ event: "pay", segment: "seg_1", until: "2026-05-01" })).toEqual({ until: "2026-05-01", filter: { event: "pay" }, condition: { segment: "seg_1" } });
});

test("what cannot be read is left behind", () => {
  for (const bad of [null, 3, [], { since: "soon", steps: [{ event: 3 }] }, { condition: { bad: 1 } }]) expect(carried(bad)).toEqual({});
  expect(begun("funnels", {})).toEqual({ steps: [], window: { days: 7 } });
});

test("sessions have no event, but the range and the people", () => {
  expect(begun("sessions", shared)).toEqual({ since: "-6d", condition: { segment: "seg_1" } });
});
