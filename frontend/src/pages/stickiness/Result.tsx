/** The answer about stickiness: people by the number of days, weeks or months in which they did it. */
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { Bars, type ChartHandle, Kpi, type Point, type View, ViewSwitch } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { type Activity, INTERVALS } from "@/shared/report";
import style from "@/shared/report/parts.module.css";
import { useFormat } from "@/shared/useFormat";

interface Props {
  asked: Activity;
  body: object;
  histogram: Schemas["Histogram"];
  set: (next: (now: Activity) => Activity) => void;
  chart: React.RefObject<ChartHandle | null>;
  /** Only the bars, so high: on a dashboard. */
  bare?: number;
}

const SHOWS = ["exactly", "at_least"] as const;

export function Result({ asked, body, histogram, set, chart, bare }: Props) {
  const { t } = useTranslation("explore");
  const format = useFormat();
  const [view, setView] = useState<View>("chart");
  const [show, setShow] = useState<(typeof SHOWS)[number]>("exactly");
  const { bars, people } = histogram;
  const names = bars.map((bar) => t(`stickiness.in.${asked.interval}`, { count: bar.intervals }));
  const open = ({ bucket }: Point) => {
    if (show === "at_least") return;
    openPeople({
      query: { kind: "stickiness", ...body, now: histogram.computed.at },
      cell: { intervals: bars[bucket]!.intervals },
      title: names[bucket]!,
      count: bars[bucket]!.people,
    });
  };
  const drawing = (
    <Bars
      ref={chart}
      view={view}
      label={t("stickiness.title")}
      series={people ? [{ name: t("people"), values: bars.map((bar) => (show === "exactly" ? bar.people : bar.at_least)) }] : []}
      buckets={names}
      names={names}
      interval="day"
      height={bare ?? 320}
      onPoint={show === "exactly" ? open : undefined}
    />
  );
  if (bare) return drawing;
  return (
    <section className={style.card}>
      <div className={style.heads}>
        <Kpi label={t("stickiness.active")} value={format.number(people)} />
        <Kpi label={t("stickiness.mean")} value={format.number(histogram.mean_intervals)} hint={t("stickiness.meanHint")} />
      </div>
      <div className={style.tools}>
        <Segmented value={asked.interval} aria-label={t("interval")} options={INTERVALS.map((value) => ({ value, label: t(`by.${value}`) }))} onChange={(interval) => set((now) => ({ ...now, interval }))} />
        <Segmented value={show} aria-label={t("stickiness.show")} options={SHOWS.map((value) => ({ value, label: t(`stickiness.${value}`) }))} onChange={setShow} />
        <ViewSwitch view={view} onChange={setView} />
      </div>
      {drawing}
    </section>
  );
}
