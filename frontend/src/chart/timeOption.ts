/** What ECharts draws for series over time; pure, so that it can be tested without drawing. */
import type { Formats } from "@/shared/format";
import { FONT, type Palette } from "@/shell/tokens";
import { placedMarks } from "./marks";
import { between } from "./scale";
import { timeTooltip, tooltipBox } from "./tooltip";
import type { EChartsCoreOption } from "./echarts";
import type { TimeChart } from "./types";

export interface Look {
  palette: Palette;
  formats: Formats;
  width: number;
  words: { previous: string; unfinished: string; sum: string };
}

/** A series as drawn: where it stood in what was given (-1 = other), its colour, its values. */
export interface Shown {
  place: number;
  name: string;
  colour: string;
  values: readonly (number | null)[];
  previous?: readonly (number | null)[];
}

export type Kind = "line" | "bar";

const MARK_ROW = 16;

export function timeOption(kind: Kind, chart: TimeChart, shown: readonly Shown[], look: Look): EChartsCoreOption {
  const { palette, formats, width } = look;
  const { buckets, interval } = chart;
  const marks = placedMarks(chart.annotations ?? [], buckets, width);
  const rows = marks.length ? Math.max(...marks.map((mark) => mark.row)) + 1 : 0;
  const text = { fontFamily: FONT, fontSize: 12, color: palette.label };
  return {
    textStyle: { fontFamily: FONT },
    grid: { left: 4, right: 12, top: 12 + rows * MARK_ROW, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      ...tooltipBox(palette),
      trigger: "axis",
      axisPointer: kind === "line" ? pointer(palette.label) : { type: "shadow", shadowStyle: { color: palette.label, opacity: 0.08 } },
      formatter: (hovered: { dataIndex: number }[]) => timeTooltip(hovered[0]?.dataIndex ?? 0, chart, shown, look),
    },
    xAxis: {
      type: "category",
      data: [...buckets],
      boundaryGap: kind === "bar",
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true, margin: 10, formatter: (at: string, place: number) => chart.names?.[place] ?? tick(at, interval, formats) },
    },
    yAxis: {
      type: "value",
      min: ({ min }: { min: number }) => (min < 0 ? undefined : 0),
      minInterval: everyWhole(shown) ? 1 : undefined,
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { ...text, formatter: chart.formatAxis ?? formats.compact },
    },
    series: [
      ...shown.flatMap((series) => drawn(kind, series, chart, shown.length, palette)),
      ...(marks.length ? [markSeries(marks, palette, buckets)] : []),
    ],
  };
}

function pointer(color: string) {
  return { type: "line", lineStyle: { color, type: "solid", width: 1, opacity: 0.5 } };
}

function tick(at: string, interval: TimeChart["interval"], formats: Formats): string {
  const said = formats.tick(at, interval);
  const newDay = (interval === "hour" || interval === "minute") && said === "00:00";
  return newDay ? formats.tick(at, "day") : said;
}

function everyWhole(shown: readonly Shown[]): boolean {
  return shown.every((series) => series.values.every((value) => value === null || Number.isInteger(value)));
}

function drawn(kind: Kind, series: Shown, chart: TimeChart, count: number, palette: Palette): object[] {
  const before = series.previous ? [previous(kind, series, count, palette)] : [];
  if (kind === "bar") return [...before, bar(series, chart, palette)];
  return [...before, ...line(series, chart)];
}

/** Grey and dashed; where several series have one, each keeps a breath of its own colour. */
function previous(kind: Kind, series: Shown, count: number, palette: Palette): object {
  const color = count > 1 ? series.colour : palette.label;
  const opacity = count > 1 ? 0.55 : 0.9;
  const shared = { name: series.name, data: [...series.previous!], silent: true, z: 1 };
  if (kind === "bar")
    return { ...shared, type: "bar", barMaxWidth: 22, itemStyle: { color: "transparent", borderColor: color, borderType: "dashed", borderWidth: 1, opacity } };
  return { ...shared, type: "line", symbol: "none", lineStyle: { color, type: [4, 4], width: 1.5, opacity }, connectNulls: false };
}

function bar(series: Shown, chart: TimeChart, palette: Palette): object {
  return {
    name: series.name,
    type: "bar",
    stack: chart.stacked ? "all" : undefined,
    barMaxWidth: 36,
    barGap: "10%",
    itemStyle: { color: series.colour, borderRadius: chart.stacked ? 0 : [3, 3, 0, 0] },
    emphasis: { focus: "none", itemStyle: { color: series.colour, opacity: 0.85 } },
    data: series.values.map((value, place) =>
      finished(chart, place)
        ? value
        : { value, itemStyle: { color: between(series.colour, palette.card, 0.6), ...(!chart.stacked && { borderColor: series.colour, borderType: "dashed", borderWidth: 1 }) } },
    ),
  };
}

/** A solid line through what is finished, and a dashed one from there through what is not. */
function line(series: Shown, chart: TimeChart): object[] {
  const { values } = series;
  const open = values.findIndex((_, place) => !finished(chart, place));
  const solid = open < 0 ? [...values] : values.map((value, place) => (place < open ? value : null));
  const shared = {
    type: "line",
    name: series.name,
    smooth: false,
    symbol: "circle",
    symbolSize: 6,
    stack: chart.stacked ? "all" : undefined,
    itemStyle: { color: series.colour },
    emphasis: { disabled: false, scale: 1.2, lineStyle: { width: 2 } },
  };
  const first = {
    ...shared,
    ...dotted(solid, open - 1),
    lineStyle: { color: series.colour, width: 2 },
    areaStyle: chart.area || chart.stacked ? { color: series.colour, opacity: chart.stacked ? 0.25 : 0.08 } : undefined,
  };
  if (open < 0) return [first];
  const tail = values.map((value, place) => (place >= open - 1 ? value : null));
  return [
    first,
    {
      ...shared,
      stack: chart.stacked ? "tail" : undefined,
      ...dotted(tail, -1),
      lineStyle: { color: series.colour, width: 2, type: [5, 4] },
    },
  ];
}

export function finished(chart: Pick<TimeChart, "complete">, place: number): boolean {
  return chart.complete?.[place] !== false;
}

/** The data of a line, with dots where a point has no neighbour to draw a line to (`joined` has one elsewhere). */
function dotted(values: readonly (number | null)[], joined: number): object {
  const lonely = values.map((_, place) => place !== joined && alone(values, place));
  if (!lonely.includes(true)) return { showSymbol: false, data: [...values] };
  return { showSymbol: true, showAllSymbol: true, data: values.map((value, place) => ({ value, symbolSize: lonely[place] ? 6 : 0 })) };
}

function alone(values: readonly (number | null)[], place: number): boolean {
  return values[place] !== null && (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null;
}

function markSeries(marks: ReturnType<typeof placedMarks>, palette: Palette, buckets: readonly string[]): object {
  return {
    type: "line",
    data: buckets.map(() => null),
    silent: true,
    markLine: {
      silent: true,
      symbol: "none",
      animation: false,
      lineStyle: { color: palette.secondary, type: [3, 3], width: 1 },
      data: marks.map((mark) => ({
        xAxis: mark.bucket,
        label: {
          show: mark.label !== "",
          formatter: () => mark.label,
          position: "end",
          align: mark.align,
          distance: [0, 4 + mark.row * MARK_ROW],
          color: palette.secondary,
          fontFamily: FONT,
          fontSize: 11,
        },
      })),
    },
  };
}
