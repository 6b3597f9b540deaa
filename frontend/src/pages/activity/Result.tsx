/** The answer about activity: of each interval who is new, came back or stayed, and below the line who did not. */
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { Bars, type ChartHandle, Kpi, type Point, type View, ViewSwitch } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { type Activity as Asked, INTERVALS, useAnnotations } from "@/shared/report";
import style from "@/shared/report/parts.module.css";
import { useFormat } from "@/shared/useFormat";
import { active, drawn, STATUSES } from "./lives";

interface Props {
  asked: Asked;
  body: object;
  lives: Schemas["Lives"];
  set: (next: (now: Asked) => Asked) => void;
  chart: React.RefObject<ChartHandle | null>;
  /** Only the bars, so high: on a dashboard. */
  bare?: number;
}

export function Result({ asked, body, lives, set, chart, bare }: Props) {
  const { t } = useTranslation("explore");
  const format = useFormat();
  const [view, setView] = useState<View>("chart");
  const annotations = useAnnotations(lives.buckets);
  const last = lives.complete.lastIndexOf(true);
  const open = ({ series, bucket }: Point) => {
    const status = STATUSES[series];
    if (!status) return;
    openPeople({
      query: { kind: "lifecycle", ...body, now: lives.computed.at },
      cell: { bucket: lives.buckets[bucket], status },
      title: `${t(`activity.status.${status}`)} · ${format.bucket(lives.buckets[bucket]!, asked.interval)}`,
      count: lives[status][bucket],
    });
  };
  const drawing = (
    <Bars
      ref={chart}
      view={view}
      label={t("activity.title")}
      series={drawn(lives).map(({ status, values }) => ({ name: t(`activity.status.${status}`), values, other: status === "dormant" }))}
      buckets={lives.buckets}
      complete={lives.complete}
      interval={asked.interval}
      annotations={annotations}
      stacked
      height={bare ?? 340}
      onPoint={open}
    />
  );
  if (bare) return drawing;
  return (
    <section className={style.card}>
      {last >= 0 && (
        <div className={style.heads}>
          <Kpi label={t("activity.active")} value={format.number(active(lives, last))} hint={format.bucket(lives.buckets[last]!, asked.interval)} />
          <Kpi label={t("activity.left")} value={format.number(lives.dormant[last])} hint={t("activity.meaning.dormant")} />
          <Kpi label={t("activity.ratio")} value={format.number(lives.quick_ratio[last] ?? null)} hint={t("activity.ratioHint")} />
        </div>
      )}
      <div className={style.tools}>
        <Segmented value={asked.interval} aria-label={t("interval")} options={INTERVALS.map((value) => ({ value, label: t(`by.${value}`) }))} onChange={(interval) => set((now) => ({ ...now, interval }))} />
        <ViewSwitch view={view} onChange={setView} />
      </div>
      {drawing}
      <p className={style.note}>{t("activity.note")}</p>
    </section>
  );
}
