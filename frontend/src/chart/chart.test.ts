import { describe, expect, test } from "vitest";
import { formats } from "@/shared/format";
import { dark, light } from "@/shell/tokens";
import { csv, csvCell, fileName } from "./export";
import { grouped, placedMarks, wide } from "./marks";
import { begun, moved } from "./period";
import { contrast, shade } from "./scale";
import { capped, nearest, REST, timeTable } from "./timeSeries";
import { timeOption } from "./timeOption";

const DAYS = ["2026-05-01T00:00:00+08:00", "2026-05-02T00:00:00+08:00", "2026-05-03T00:00:00+08:00"];
const series = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `s${n}`, values: [n, 1, null] }));
const grey = { grey: "#888888", other: "Other" };

describe("CSV", () => {
  test("begins with a BOM, quotes what needs it, ends lines as RFC 4180 says", () => {
    expect(csv({ columns: ["a", "b"], rows: [['x,"y"', 1], [null, 0.5]] })).toBe('\ufeffa,b\r\n"x,""y""",1\r\n,0.5\r\n');
  });

  test("never lets a spreadsheet run a text", () => {
    const texts = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "-2+3"];
    for (const text of texts) expect(csvCell(text).replace(/^"/, "")[0]).toBe("'");
    expect(["-12.5", "+8613800000000", "a=b"].map(csvCell)).toEqual(["-12.5", "+8613800000000", "a=b"]);
    expect(csvCell(-3)).toBe("-3");
  });

  test("gets a name that every file system takes", () => {
    expect(fileName("A/B: 转化率?", "csv")).toBe("A B 转化率.csv");
    expect(fileName("///", "png")).toBe("report.png");
  });
});

describe("series", () => {
  test("beyond eight are left to the table, or added up where values may be", () => {
    expect(capped(series(11), light.series, grey)).toHaveLength(8);
    const folded = capped(series(11), light.series, grey, true);
    expect(folded).toHaveLength(8);
    expect(folded.at(-1)).toMatchObject({ place: REST, colour: "#888888", values: [7 + 8 + 9 + 10, 4, null] });
    expect(new Set(folded.map((one) => one.colour)).size).toBe(8);
  });

  test("that are the rest of a breakdown are grey, and take no colour from the others", () => {
    const shown = capped([{ name: "Other", values: [1], other: true }, { name: "a", values: [1] }], light.series, grey);
    expect(shown.map((one) => one.colour)).toEqual(["#888888", light.series[0]]);
  });

  test("become a table with the previous period beside, unfinished buckets told", () => {
    const chart = { buckets: ["d1", "d2"], complete: [true, false], series: [{ name: "A", values: [1, null], previous: [3, 4] }] };
    const words = { bucket: "Day", previous: "before", unfinished: "open" };
    expect(timeTable(chart, (bucket) => bucket, words)).toEqual({
      columns: ["Day", "A", "A · before"],
      rows: [["d1", 1, 3], ["d2 · open", null, 4]],
    });
  });

  test("a click takes the nearest, in a pile by where it lies", () => {
    const shown = capped([{ name: "low", values: [10] }, { name: "high", values: [100] }], light.series, grey);
    expect(nearest(shown, 0, 20, false)?.name).toBe("low");
    expect(nearest(shown, 0, 105, true)?.name).toBe("high");
  });
});

describe("the drawing", () => {
  const look = { palette: light, formats: formats({ language: "en", zone: "Asia/Shanghai", currency: "CNY" }), width: 800, words: { previous: "p", unfinished: "u", sum: "s" } };
  const option = (complete: boolean[], values: (number | null)[], kind: "line" | "bar" = "line") =>
    timeOption(kind, { series: [], buckets: DAYS, interval: "day", label: "", complete }, capped([{ name: "A", values }], light.series, grey), look)
      .series as { data: unknown[]; lineStyle?: { type?: unknown } }[];

  test("ends solid where the last finished bucket is, and goes on dashed", () => {
    const [solid, dashed] = option([true, true, false], [1, 2, 3]);
    expect(solid!.data).toEqual([1, 2, null]);
    expect(dashed!.data).toEqual([null, 2, 3]);
    expect(dashed!.lineStyle!.type).toEqual([5, 4]);
    expect(option([true, true, true], [1, 2, 3])).toHaveLength(1);
  });

  test("gives a dot to a point without neighbours", () => {
    expect(option([true, true, true], [5, null, null])[0]).toMatchObject({ showSymbol: true, data: [{ value: 5, symbolSize: 6 }, {}, {}] });
    expect(option([true, true, true], [5, 6, 7])[0]).toMatchObject({ showSymbol: false });
  });
});

describe("annotations", () => {
  test("fall into the bucket that holds them, days by their name, others by their time", () => {
    const marks = [{ at: "2026-05-02", text: "a" }, { at: "2026-05-03T10:00:00Z", text: "b" }, { at: "2026-05-01T23:00:00+08:00", text: "c" }, { at: "2026-06-01", text: "far" }];
    expect(grouped(marks, DAYS)).toEqual([[0, ["c"]], [1, ["a"]], [2, ["b"]]]);
  });

  test("have words only where there is room", () => {
    const marks = DAYS.flatMap((day, n) => [{ at: day, text: `A long story of what happened ${n}` }]);
    const placed = placedMarks(marks, DAYS, 160);
    expect(placed.map((mark) => mark.row)).toEqual([0, 1, 2]);
    expect(Math.max(...placed.map((mark) => wide(mark.label)))).toBeLessThanOrEqual(140);
  });
});

test("every shade of every theme carries text at 4.5:1", () => {
  for (const palette of [light, dark])
    for (let share = 0; share <= 1; share += 0.01) {
      const { background, color } = shade(share, palette);
      expect([palette.page, share, contrast(background, color) >= 4.5]).toEqual([palette.page, share, true]);
    }
});

describe("periods of a cohort", () => {
  test("begin when the calendar says", () => {
    expect(moved("2026-01-31", 1, "week")).toBe("2026-02-07");
    expect(moved("2026-11-01", 3, "month")).toBe("2027-02-01");
    expect(begun("2026-05-04", 2, "week", 0, "2026-05-18")).toBe(true);
    expect(begun("2026-05-04", 2, "week", 0, "2026-05-17")).toBe(false);
  });
});
