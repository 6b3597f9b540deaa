import { describe, expect, test } from "vitest";
import { dayIn, dayStart, formats, idShort } from "./format";

const zh = formats({ language: "zh", zone: "Asia/Shanghai", currency: "CNY" });
const en = formats({ language: "en", zone: "Asia/Shanghai", currency: "CNY" });

describe("numbers", () => {
  test("keep as many decimals as help", () => {
    expect(["0", "3.14", "12,345.7", "−1,200"]).toEqual([0, 3.14159, 12345.678, -1200].map((n) => en.number(n)));
    expect(en.number(null)).toBe("—");
    expect(en.number(Number.NaN)).toBe("—");
  });

  test("are short on axes: 万 and 亿 in Chinese, K and M in English", () => {
    expect([999, 9800, 12_000, 120_000_000].map(zh.compact)).toEqual(["999", "9,800", "1.2万", "1.2亿"]);
    expect([999, 9800, 12_000, 120_000_000].map(en.compact)).toEqual(["999", "9.8K", "12K", "120M"]);
    expect(en.compact(0.25)).toBe("0.25");
  });

  test("as shares are 0% and 100% only when exactly so", () => {
    expect([0, 0.0001, 0.123, 0.9999, 1, 1.5, -0.05].map((n) => en.percent(n))).toEqual(
      ["0%", "<0.1%", "12.3%", ">99.9%", "100%", "150.0%", "−5.0%"],
    );
    expect([0.002, 0.4, 0.999].map((n) => en.percent(n, 0))).toEqual(["<1%", "40%", ">99%"]);
  });

  test("as money keep the digits of a decimal text", () => {
    expect(zh.money("1234567890123.45")).toBe("¥1,234,567,890,123.45");
    expect(en.money(-12.5)).toBe("−¥12.50");
    expect(zh.money(1_234_567, { compact: true })).toBe("¥123.5万");
    expect([0, 250.4, 9.5].map((n) => zh.money(n, { compact: true }))).toEqual(["¥0", "¥250", "¥9.50"]);
    expect(en.money("12", { currency: "USD" })).toBe("$12.00");
    expect(en.money("many")).toBe("—");
  });

  test("as durations say the two largest units", () => {
    expect([0.4, 5.25, 42, 581, 86_400, 90_061].map(zh.duration)).toEqual(
      ["0.4 秒", "5.3 秒", "42 秒", "9 分 41 秒", "1 天", "1 天 1 小时"],
    );
    expect([581, 3600].map(en.duration)).toEqual(["9m 41s", "1h"]);
    expect(en.duration(3599.7)).toBe("1h");
  });
});

describe("times", () => {
  test("are the project's, not the browser's", () => {
    expect(en.at("2020-05-03T17:30:00Z")).toBe("May 4, 2020 01:30");
    expect(zh.at("2020-05-03T17:30:00Z", true)).toBe("2020年5月4日 01:30:00");
  });

  test("the day of an instant is the zone's", () => {
    const moment = Date.parse("2026-05-03T17:00:00Z");
    expect([dayIn("Asia/Shanghai", moment), dayIn("America/New_York", moment)]).toEqual(["2026-05-04", "2026-05-03"]);
  });

  test("a day begins when the zone's clocks say so, also on the days they are changed", () => {
    expect(dayStart("Asia/Shanghai", "2026-05-04")).toBe("2026-05-03T16:00:00.000Z");
    expect(["2026-03-08", "2026-03-09", "2026-11-01", "2026-11-02"].map((day) => dayStart("America/New_York", day).slice(11, 16))).toEqual(["05:00", "04:00", "04:00", "05:00"]);
  });

  test("a calendar day belongs to no zone", () => {
    const west = formats({ language: "en", zone: "America/Los_Angeles", currency: "USD" });
    expect(west.day("2020-05-04", { year: "never" })).toBe("May 4");
  });

  test("of buckets say what they hold", () => {
    const start = "2020-05-03T16:00:00Z";
    expect(["hour", "day", "month"].map((each) => zh.tick(start, each as "hour"))).toEqual(["00:00", "5/4", "2020年5月"]);
    expect(en.bucket(start, "week")).toBe("May 4, 2020 – May 10, 2020");
    expect(en.bucket("2020-05-04", "week")).toBe("May 4, 2020 – May 10, 2020");
    expect(zh.bucket(start, "hour")).toBe("2020年5月4日 00:00 – 01:00");
  });

  test("relative to now", () => {
    const now = Date.parse("2020-05-04T12:00:00Z");
    expect(zh.ago(now - 10_000, now)).toBe("现在");
    expect(zh.ago(now - 180_000, now)).toBe("3分钟前");
    expect(en.ago(now - 2 * 86_400_000, now)).toBe("2 days ago");
  });
});

test("a long id keeps its ends", () => {
  expect(idShort("usr_1")).toBe("usr_1");
  expect(idShort("usr_01HXYZABCDEFGH9f3a")).toBe("usr_01HX…9f3a");
});
