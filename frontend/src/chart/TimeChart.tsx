/** Lines and bars over time, with their legend and their table twin. */
import { useCallback, useImperativeHandle, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import { Drawing, type Hit } from "./Drawing";
import { Legend } from "./Legend";
import { captioned } from "./picture";
import { capped, pointAt, REST, timeTable } from "./timeSeries";
import { type Kind, timeOption } from "./timeOption";
import { Twin } from "./Twin";
import type { TimeChart } from "./types";

const HEIGHT = 320;

export const Line = (props: TimeChart) => <Time kind="line" {...props} />;
export const Bars = (props: TimeChart) => <Time kind="bar" {...props} />;

function Time({ kind, ...chart }: TimeChart & { kind: Kind }) {
  const { palette } = useTheme();
  const { t } = useTranslation("chart");
  const formats = useFormat();
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const all = useMemo(() => capped(chart.series, palette.series, { grey: palette.label, other: t("other") }, chart.additive), [chart.series, chart.additive, palette, t]);
  const shown = useMemo(() => all.filter((series) => !hidden.has(series.place)), [all, hidden]);
  const words = useMemo(() => ({ previous: t("previous"), unfinished: t("unfinished"), sum: t("sum") }), [t]);
  const table = useMemo(
    () => timeTable(chart, (at) => formats.bucket(at, chart.interval), { ...words, bucket: chart.names ? t("step") : t("bucket") }),
    [chart.series, chart.buckets, chart.names, chart.interval, formats, words],
  );
  const option = useCallback(
    (width: number) => timeOption(kind, chart, shown, { palette, formats, width, words }),
    [kind, shown, palette, formats, words, chart.buckets, chart.names, chart.complete, chart.annotations, chart.area, chart.stacked, chart.format, chart.formatAxis],
  );
  const height = chart.height ?? HEIGHT;
  useImperativeHandle(chart.ref, () => ({
    table: () => table,
    png: () => captioned(option, height, chart.label, shown, palette),
  }));
  const clicked = ({ chart: drawing, x, y, what }: Hit) => {
    const point = pointAt(drawing, [x, y], what, shown, chart);
    if (point) chart.onPoint?.(point);
  };
  if (chart.buckets.length === 0 || chart.series.length === 0) return <Empty small title={t("nothing")} />;
  if (chart.view === "table") return <Twin table={table} label={chart.label} format={chart.format} />;
  return (
    <div>
      {(all.length > 1 || all[0]?.previous) && (
        <Legend
          series={all}
          hidden={hidden}
          onToggle={setHidden}
          previous={all.some((series) => series.previous) ? words.previous : undefined}
          more={all.some((series) => series.place === REST) ? 0 : chart.series.length - all.length}
        />
      )}
      <Drawing option={option} height={height} label={summary(chart, t)} onClick={chart.onPoint && clicked} />
    </div>
  );
}

/** One sentence for those who do not see the drawing. */
function summary({ label, series, buckets }: TimeChart, t: ReturnType<typeof useTranslation<"chart">>["t"]): string {
  const names = series.slice(0, 8).map((one) => one.name).join(t("comma"));
  return t("summary", { label, names, count: buckets.length });
}
