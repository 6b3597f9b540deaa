/** The metric over time: breaks and annotations on the axis, how it is computed below, and the people of a point. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { Line } from "@/chart";
import { useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { useAnnotations } from "@/shared/report/annotations";
import { ComputedBy } from "@/shared/report/ComputedBy";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { metricsKey, useValue } from "../metrics/useMetrics";
import css from "../segments/Segments.module.css";
import type { Body } from "./Metric";

const SPANS = { day: "-59d", week: "-25w", month: "-12m" } as const;
type Interval = keyof typeof SPANS;
const SIDES = ["counted", "missing", "all"] as const;

export function Course({ metric }: { metric: Body }) {
  const { t } = useTranslation("metrics");
  const { id } = useProject();
  const format = useFormat();
  const value = useValue(metric.unit);
  const [interval, setInterval] = useState<Interval>("day");
  const query = { interval, since: SPANS[interval] };
  const asked = useQuery({
    queryKey: [...metricsKey(id), metric.id, "series", metric.version, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answered(api.GET("/api/metrics/{id}/series", { params: { path: { id: metric.id }, query }, signal })),
  });
  const notes = useAnnotations(asked.data?.buckets);
  const marks = useMemo(
    () => [
      ...notes.map((one) => ({ at: one.time, text: one.text })),
      ...(asked.data?.breaks ?? []).map((one) => ({ at: one.at, text: t("break", { version: one.version, note: one.note }) })),
    ],
    [notes, asked.data, t],
  );
  if (asked.isPending) return <Loading height={380} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  const { buckets, complete, series, how, computed } = asked.data;
  const line = series[0]!;
  // Nobody stands behind a formula itself.
  const behind =
    metric.kind === "formula"
      ? undefined
      : (bucket?: string) => {
          const at = bucket === undefined ? {} : { bucket };
          openPeople({
            // The clock stands still at the moment of the answer, so that as many people are listed as the number says.
            query: { kind: "metric", metric: metric.id, ...query, now: computed.at },
            cell: { ...at, side: SIDES[0] },
            sides: SIDES.map((side) => ({ name: t(`sides.${side}`), cell: { ...at, side } })),
            title: `${metric.name} · ${bucket === undefined ? t("whole") : format.bucket(bucket, interval)}`,
          });
        };
  return (
    <section style={{ background: "var(--card)", border: "1px solid var(--line)", borderRadius: 8, padding: "12px 14px", minWidth: 0 }}>
      <div className={css.actions}>
        {behind ? (
          <button type="button" className={css.size} style={{ padding: 0, border: 0, background: "none", color: "var(--link)", cursor: "pointer" }} onClick={() => behind()}>{value(line.total.value)}</button>
        ) : (
          <span className={css.size}>{value(line.total.value)}</span>
        )}
        <span className={css.space} />
        <Segmented<Interval>
          value={interval}
          aria-label={t("interval")}
          options={(["day", "week", "month"] as const).map((one) => ({ value: one, label: t(`by.${one}`) }))}
          onChange={setInterval}
        />
      </div>
      <Line
        area
        label={metric.name}
        series={[{ name: metric.name, values: line.points.map((one) => one.value) }]}
        buckets={buckets}
        complete={complete}
        interval={interval}
        annotations={marks}
        format={value}
        formatAxis={value}
        height={320}
        onPoint={behind && ((point) => behind(buckets[point.bucket]))}
      />
      <ComputedBy computed={computed} told={<>{how.sentence}<br />{t("identity")} {how.identity_version}</>} />
    </section>
  );
}
