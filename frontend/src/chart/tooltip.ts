/** What appears beside the pointer: made of text nodes only, so that a name can never become markup. */
import { FONT, type Palette } from "@/shell/tokens";
import { grouped } from "./marks";
import { finished, type Look, type Shown } from "./timeOption";
import type { TimeChart } from "./types";

export function tooltipBox(palette: Palette) {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: palette.raised,
    borderColor: palette.line,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { fontFamily: FONT, fontSize: 12, color: palette.text },
    extraCssText: "box-shadow: 0 6px 20px rgb(0 0 0 / 16%); border-radius: 8px; max-width: 340px; white-space: normal;",
  };
}

export function timeTooltip(bucket: number, chart: TimeChart, shown: readonly Shown[], look: Look): HTMLElement {
  const { formats, palette, words } = look;
  const say = chart.format ?? formats.number;
  const read = (value: number | null | undefined) => (value === null || value === undefined ? "—" : say(value));
  const box = node("div");
  const when = chart.names?.[bucket] ?? formats.bucket(chart.buckets[bucket]!, chart.interval);
  box.append(node("div", finished(chart, bucket) ? when : `${when} · ${words.unfinished}`, `color:${palette.secondary};margin-bottom:4px`));
  const list = node("div", "", "display:grid;grid-template-columns:auto 1fr auto;gap:2px 8px;align-items:center");
  for (const series of shown) {
    list.append(...line(series.colour, series.name, read(series.values[bucket])));
    if (series.previous) list.append(...line("", words.previous, read(series.previous[bucket]), palette.secondary));
  }
  if (chart.additive && shown.length > 1) {
    const known = shown.flatMap((series) => series.values[bucket] ?? []);
    list.append(...line("", words.sum, read(known.length ? known.reduce((sum, value) => sum + value, 0) : null)));
  }
  box.append(list);
  const marks = grouped(chart.annotations ?? [], chart.buckets).find(([at]) => at === bucket)?.[1] ?? [];
  for (const mark of marks) box.append(node("div", `┆ ${mark}`, `margin-top:4px;color:${palette.secondary}`));
  return box;
}

export function line(colour: string, name: string, value: string, tone = ""): HTMLElement[] {
  const dot = node("span", "", `width:8px;height:8px;border-radius:2px;background:${colour || "transparent"}`);
  const label = node("span", name, `overflow:hidden;text-overflow:ellipsis;white-space:nowrap;max-width:220px;${tone ? `color:${tone}` : ""}`);
  const number = node("span", value, `text-align:right;font-weight:${tone ? 400 : 600};font-variant-numeric:tabular-nums;${tone ? `color:${tone}` : ""}`);
  return [dot, label, number];
}

export function node(tag: string, text = "", css = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  made.style.cssText = css;
  return made;
}
