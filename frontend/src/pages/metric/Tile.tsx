/** A metric on a dashboard: its newest whole number with the one before, or its course. */
import { useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { type ChartHandle, Kpi, Line, photographed, type Table } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { useAnnotations } from "@/shared/report";
import type { TileProps } from "@/shared/report/tile";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import css from "../dashboard/Dashboard.module.css";
import { type Entry, type Unit, useValue } from "../metrics/useMetrics";

interface Props extends TileProps<Schemas["MetricSeries"]> {
  name: string;
  unit: string;
  direction: Entry["direction"];
  /** Who is behind a number can be asked. */
  opens: boolean;
}

type Interval = "day" | "week" | "month";

export default function MetricTile({ query, view, answer, height, chart, name, unit, direction, opens }: Props) {
  const { t } = useTranslation("dashboards");
  const value = useValue(unit as Unit);
  const format = useFormat();
  const { palette } = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const notes = useAnnotations(answer.buckets);
  const { buckets, complete, series } = answer;
  const points = series[0]?.points ?? [];
  const interval = query.interval as Interval;
  const number = view.show !== "line";
  const table = (): Table => ({
    columns: [t("time"), name],
    rows: buckets.map((bucket, n) => [format.bucket(bucket, interval), points[n]?.value ?? null]),
  });
  useImperativeHandle(number ? chart : undefined, (): ChartHandle => ({ table, png: () => photographed(place.current!, name, palette) }));
  const behind = (bucket: number) =>
    openPeople({
      query: { ...query, kind: "metric", now: answer.computed.at } as never,
      cell: { bucket: buckets[bucket], side: "counted" },
      title: `${name} · ${format.bucket(buckets[bucket]!, interval)}`,
    });
  if (!number)
    return (
      <Line
        ref={chart}
        area
        label={name}
        series={[{ name, values: points.map((one) => one.value) }]}
        buckets={buckets}
        complete={complete}
        interval={interval}
        annotations={notes.map((one) => ({ at: one.time, text: one.text }))}
        format={value}
        formatAxis={value}
        height={height}
        onPoint={opens ? (point) => behind(point.bucket) : undefined}
      />
    );
  const whole = buckets.map((_, n) => n).filter((n) => complete[n] && points[n]?.value != null);
  const last = whole.at(-1) ?? points.findLastIndex((one) => one.value !== null);
  const [now, before] = [points[last]?.value ?? null, points[whole.at(-2) ?? -1]?.value ?? null];
  return (
    <div ref={place} className={css.plain}>
      <Kpi
        label={last >= 0 ? format.bucket(buckets[last]!, interval) : t("noValue")}
        value={value(now)}
        delta={now !== null && before ? (now - before) / Math.abs(before) : null}
        against={before === null ? undefined : t(`before.${interval}`)}
        good={direction === "none" ? "neither" : direction}
        spark={whole.map((n) => points[n]!.value)}
        onClick={opens && now ? () => behind(last) : undefined}
      />
    </div>
  );
}
