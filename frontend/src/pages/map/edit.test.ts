import { expect, test } from "vitest";
import { complete, later, type MapDraft, type PointDraft, savedBody, withoutPoint, withStage } from "./edit";
import { mapBody, readAsked } from "./useMaps";

const point = (key: string, stage: string, next: string[] = []): PointDraft => ({ key, stage, name: key, events: [{ event: key }], next, goal: "", owner: "", opportunities: [" ", "a "], experiments: [] });
const DRAFT: MapDraft = { name: "m", stages: [{ key: "a", name: "" }, { key: "b", name: "" }], window: { days: 7 }, points: [point("pay", "b"), point("see", "a", ["pay"])] };

test("touchpoints are saved in the order of their stages, and empty lines are no opportunities", () => {
  const saved = savedBody(DRAFT).touchpoints;
  expect(saved.map((one) => one.key)).toEqual(["see", "pay"]);
  expect(saved[0]!.opportunities).toEqual(["a"]);
});

test("a way that would lead back after a move is left out", () => {
  const moved = { ...DRAFT, stages: [...DRAFT.stages].reverse() };
  expect(savedBody(moved).touchpoints.map((one) => one.next)).toEqual([[], []]);
  expect(later(DRAFT, "see").map((one) => one.key)).toEqual(["pay"]);
});

test("without a touchpoint nothing leads to it any more", () => {
  expect(withoutPoint(DRAFT, "pay").points).toEqual([point("see", "a")]);
});

test("a map needs a name, and each touchpoint an event", () => {
  expect(complete(DRAFT)).toBe(true);
  expect(complete({ ...DRAFT, points: [{ ...point("x", "a"), events: [] }] })).toBe(false);
});

test("a new stage has a key of its own", () => {
  const twice = withStage(withStage({ ...DRAFT, stages: [{ key: "stage_2", name: "" }] }));
  expect(new Set(twice.stages.map((one) => one.key)).size).toBe(3);
});

test("a question is read as it is kept, and asks no more than it says", () => {
  const asked = { since: "-6d", map: "map_1", compare: "previous", show: "table" as const };
  expect(readAsked({ ...mapBody("map_1", asked), show: "table" })).toEqual(asked);
  expect(mapBody("map_1", { since: "-6d" })).toEqual({ map: "map_1", since: "-6d" });
});

test("an address that holds no range is not read", () => {
  expect(readAsked({ since: "-6d", against: 2, map: "map_1" })).toEqual({ since: "-6d", against: 2, map: "map_1" });
  expect(readAsked({ since: 7 })).toBeUndefined();
});
