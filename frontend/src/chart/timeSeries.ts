/** Series made ready to draw: at most eight, each with its colour; and back from a click to a series and bucket. */
import type { ECharts } from "./echarts";
import type { Shown } from "./timeOption";
import type { Point, Series, Table, TimeChart } from "./types";

const MOST = 8;

/** The first eight; what the server calls "other" is grey. The rest is in the table twin. */
export function capped(series: readonly Series[], colours: readonly string[], grey: string, other: string): Shown[] {
  let next = 0;
  return series.slice(0, MOST).map((one, place) => ({
    place,
    name: one.name,
    colour: one.name === other ? grey : colours[next++ % colours.length]!,
    values: one.values,
    previous: one.previous,
  }));
}

/** Buckets down, series across: as the table twin shows it and the CSV says it. */
export function timeTable(
  chart: Pick<TimeChart, "series" | "buckets" | "complete">,
  say: (bucket: string) => string,
  words: { bucket: string; previous: string; unfinished: string },
): Table {
  const columns = chart.series.flatMap((one) => [one.name, ...(one.previous ? [`${one.name} · ${words.previous}`] : [])]);
  const rows = chart.buckets.map((bucket, place) => [
    chart.complete?.[place] === false ? `${say(bucket)} · ${words.unfinished}` : say(bucket),
    ...chart.series.flatMap((one) => [one.values[place] ?? null, ...(one.previous ? [one.previous[place] ?? null] : [])]),
  ]);
  return { columns: [words.bucket, ...columns], rows };
}

/** The series nearest to a click in the bucket it fell into. */
export function pointAt(
  drawing: ECharts,
  pixel: [number, number],
  hit: { seriesIndex?: number; dataIndex?: number } | undefined,
  shown: readonly Shown[],
  chart: Pick<TimeChart, "buckets" | "stacked">,
): Point | undefined {
  if (!drawing.containPixel({ gridIndex: 0 }, pixel)) return undefined;
  const [across, up] = drawing.convertFromPixel({ gridIndex: 0 }, pixel) as [number, number];
  const bucket = Math.min(chart.buckets.length - 1, Math.max(0, Math.round(across)));
  const options = drawing.getOption().series as { name?: string }[];
  const named = hit?.seriesIndex === undefined ? undefined : options[hit.seriesIndex]?.name;
  const exact = named === undefined ? undefined : shown.find((series) => series.name === named);
  const series = exact ?? nearest(shown, bucket, up, chart.stacked ?? false);
  return series && { series: series.place, bucket: hit?.dataIndex ?? bucket, period: "current" };
}

export function nearest(shown: readonly Shown[], bucket: number, value: number, stacked: boolean): Shown | undefined {
  let best: Shown | undefined;
  let distance = Infinity;
  let below = 0;
  for (const series of shown) {
    const own = series.values[bucket] ?? null;
    if (own === null) continue;
    below = stacked ? below + own : own;
    const away = Math.abs(below - value);
    if (away < distance) [best, distance] = [series, away];
  }
  return best;
}
