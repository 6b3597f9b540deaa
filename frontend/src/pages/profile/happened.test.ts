import { expect, test } from "vitest";
import { byDay, type Happened, operations, type Session, span, telling } from "./happened";

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

const session = (start: string, end = start): Session => ({ id: "", first: start, start, end, seconds: 0, events: 1, names: [], place: {} });

test("a day is the project's, not the browser's, and a session is on the day it began", () => {
  const sessions = [session("2026-05-04T16:30:00Z"), session("2026-05-04T15:30:00Z", "2026-05-04T16:10:00Z")];
  expect(byDay(sessions, "Asia/Shanghai").map((day) => [day.date, day.sessions.length])).toEqual([
    ["2026-05-05", 1],
    ["2026-05-04", 1],
  ]);
  expect(byDay(sessions, "UTC").map((day) => day.date)).toEqual(["2026-05-04"]);
});

test("the last event of a session is in its span", () => {
  expect(span(session("2026-05-04T10:00:00.000Z", "2026-05-04T10:09:59.999Z"))).toEqual({ session: "", since: "2026-05-04T10:00:00.000Z", before: "2026-05-04T10:10:00.000Z" });
});

test("what is on every event is said last", () => {
  const properties = { country: "CN", platform: "ios", price: 12.5, product: "tea", quantity: 1 };
  expect(telling(event("2026-05-04T12:00:00Z", { properties })).map(([name]) => name)).toEqual(["price", "product", "quantity"]);
});

test("profile operations are told by name", () => {
  const ops = { set: { plan: "pro" }, unset: ["old"] as unknown as Record<string, unknown> };
  expect(operations(event("2026-05-04T12:00:00Z", { event: null, ops }))).toEqual({ "set plan": "pro", "unset old": "" });
});
