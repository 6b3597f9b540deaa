import { expect, test } from "vitest";
import { intervalOf, readView } from "./view";

const NOW = Date.parse("2026-05-31T12:00:00Z");

test("short ranges are drawn by the hour, long ones by week or month", () => {
  expect(intervalOf({ since: "today" }, NOW)).toBe("hour");
  expect(intervalOf({ since: "-1d", until: "-1d" }, NOW)).toBe("hour");
  expect(intervalOf({ since: "-6d" }, NOW)).toBe("day");
  expect(intervalOf({ since: "-89d" }, NOW)).toBe("day");
  expect(intervalOf({ since: "2026-01-01", until: "2026-05-20" }, NOW)).toBe("week");
  expect(intervalOf({ since: "this_year" }, NOW)).toBe("week");
  expect(intervalOf({ since: "all" }, NOW)).toBe("month");
});

test("a view is read from what the address holds, nonsense is none", () => {
  expect(readView({ since: "-6d", segment: "seg_1" })).toEqual({ since: "-6d", segment: "seg_1" });
  expect(readView({})).toEqual({ since: "-29d" });
  expect(readView({ since: "yesterday-ish" })).toBeUndefined();
  expect(readView({ segment: 3 })).toBeUndefined();
  expect(readView([])).toEqual({ since: "-29d" });
  expect(readView("x")).toBeUndefined();
});
