import { expect, test } from "vitest";
import { byDay, type Happened, operations, telling } from "./happened";

const event = (timestamp: string, more: Partial<Happened> = {}): Happened => ({
  id: timestamp,
  type: "track",
  event: "page",
  source: "native",
  user_id: "u-1",
  anonymous_id: null,
  distinct_id: null,
  ops: {},
  timestamp,
  received_at: timestamp,
  session_id: null,
  context: {},
  properties: {},
  ...more,
});

test("a day is the project's, not the browser's", () => {
  const events = [event("2026-05-04T16:30:00Z"), event("2026-05-04T15:30:00Z")];
  expect(byDay(events, "Asia/Shanghai").map((day) => day.date)).toEqual(["2026-05-05", "2026-05-04"]);
  expect(byDay(events, "UTC").map((day) => day.date)).toEqual(["2026-05-04"]);
});

test("a visit ends after half an hour of nothing, or with its session", () => {
  const quiet = [event("2026-05-04T12:00:00Z"), event("2026-05-04T11:45:00Z"), event("2026-05-04T10:00:00Z")];
  expect(byDay(quiet, "UTC")[0]!.visits.map((visit) => [visit.events.length, visit.seconds])).toEqual([
    [2, 900],
    [1, 0],
  ]);
  const named = [event("2026-05-04T12:00:00Z", { session_id: "b" }), event("2026-05-04T11:59:00Z", { session_id: "a" })];
  expect(byDay(named, "UTC")[0]!.visits).toHaveLength(2);
});

test("what is on every event is said last", () => {
  const properties = { country: "CN", platform: "ios", price: 12.5, product: "tea", quantity: 1 };
  expect(telling(event("2026-05-04T12:00:00Z", { properties })).map(([name]) => name)).toEqual(["price", "product", "quantity"]);
});

test("profile operations are told by name", () => {
  const ops = { set: { plan: "pro" }, unset: ["old"] as unknown as Record<string, unknown> };
  expect(operations(event("2026-05-04T12:00:00Z", { event: null, ops }))).toEqual({ "set plan": "pro", "unset old": "" });
});
