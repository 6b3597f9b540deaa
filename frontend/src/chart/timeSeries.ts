/** Series made ready to draw: at most eight, each with its colour; and back from a click to a series and bucket. */
import type { ECharts } from "./echarts";
import type { Shown } from "./timeOption";
import type { Point, Series, Table, TimeChart } from "./types";

const MOST = 8;

export const REST = -1;

/** The first eight; where values may be added, the first seven and the rest as one. The rest is always grey. */
export function capped(
  series: readonly Series[],
  colours: readonly string[],
  look: { grey: string; other: string },
  additive = false,
): Shown[] {
  const folded = additive && series.length > MOST;
  let next = 0;
  const shown: Shown[] = series.slice(0, folded ? MOST - 1 : MOST).map((one, place) => ({
    place,
    name: one.name,
    colour: one.other ? look.grey : colours[next++ % colours.length]!,
    values: one.values,
    previous: one.previous,
  }));
  if (folded) {
    const rest = series.slice(MOST - 1);
    const previous = rest.flatMap((one) => (one.previous ? [one.previous] : []));
    shown.push({
      place: REST,
      name: look.other,
      colour: look.grey,
      values: added(rest.map((one) => one.values)),
      previous: previous.length ? added(previous) : undefined,
    });
  }
  return shown;
}

function added(each: readonly (readonly (number | null)[])[]): (number | null)[] {
  return each[0]!.map((_, at) => {
    const known = each.map((values) => values[at] ?? null).filter((value): value is number => value !== null);
    return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
  });
}

/** Buckets down, series across: as the table twin shows it and the CSV says it. */
export function timeTable(
  chart: Pick<TimeChart, "series" | "buckets" | "names" | "complete">,
  say: (bucket: string) => string,
  words: { bucket: string; previous: string; unfinished: string },
): Table {
  const columns = chart.series.flatMap((one) => [one.name, ...(one.previous ? [`${one.name} · ${words.previous}`] : [])]);
  const named = (bucket: string, place: number) => chart.names?.[place] ?? say(bucket);
  const rows = chart.buckets.map((bucket, place) => [
    chart.complete?.[place] === false ? `${named(bucket, place)} · ${words.unfinished}` : named(bucket, place),
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
