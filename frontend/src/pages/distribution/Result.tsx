/** The answer of a distribution: people by range, by value of the breakdown, and interval by interval as a heat map. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { Bars, type ChartHandle, HeatMap, Kpi, type Point, type View, ViewSwitch } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { useValueName } from "@/shared/report";
import style from "@/shared/report/parts.module.css";
import { OTHER } from "@/shared/report/valueName";
import { useFormat } from "@/shared/useFormat";
import { type DistributionAsked, rangeName } from "./query";

interface Props {
  asked: DistributionAsked;
  body: object;
  answer: Schemas["Ranged"];
  chart: React.RefObject<ChartHandle | null>;
  /** Only the bars, so high: on a dashboard. */
  bare?: number;
}


export function Result({ asked, body, answer, chart, bare }: Props) {
  const { t } = useTranslation("explore");
  const format = useFormat();
  const named = useValueName();
  const [view, setView] = useState<View>("chart");
  const whole = asked.measure !== "sum";
  const names = answer.ranges.map((range) => rangeName(range, whole, format.number));
  const parts = answer.breakdown ?? [];
  const series = parts.length ? parts.map((part) => ({ name: named(part.value), values: part.spread.people, other: part.value === OTHER })) : [{ name: t("people"), values: answer.whole.people }];
  const behind = (range: number, title: string, count: number | undefined, more: object) =>
    openPeople({
      query: { kind: "distribution", ...body, now: answer.computed.at },
      cell: { low: answer.ranges[range]!.low, high: answer.ranges[range]!.high, ...more },
      title: `${names[range]} · ${title}`,
      count,
    });
  const open = ({ series: place, bucket }: Point) => {
    const part = parts[place];
    if (parts.length && !part) return;
    const title = part ? named(part.value) : t(`distribution.measure.${asked.measure}`);
    behind(bucket, title, (part?.spread ?? answer.whole).people[bucket], part ? { breakdown: part.value } : {});
  };
  const bars = (
    <Bars ref={chart} view={view} label={t("distribution.title")} series={answer.whole.total ? series : []} buckets={names} names={names} interval="day" height={bare ?? 300} onPoint={open} />
  );
  if (bare) return bars;
  const buckets = answer.buckets.map((at) => format.bucket(at, asked.interval ?? "day"));
  return (
    <>
      <section className={style.card}>
        <div className={style.heads}>
          <Kpi label={t("people")} value={format.number(answer.whole.total)} />
          <Kpi label={t("mean")} value={format.number(answer.whole.mean)} />
          <Kpi label={t("median")} value={format.number(answer.whole.median)} />
        </div>
        <div className={style.tools}>
          <ViewSwitch view={view} onChange={setView} />
        </div>
        {bars}
      </section>
      {answer.buckets.length > 0 && answer.whole.total > 0 && (
        <section className={style.card}>
          <h2 className={style.heading}>{t("distribution.byInterval")}</h2>
          <HeatMap
            label={t("distribution.byInterval")}
            rows={buckets}
            columns={names}
            values={answer.each.map((spread) => spread.people)}
            onCell={(row, column) => behind(column, buckets[row]!, answer.each[row]!.people[column], { bucket: answer.buckets[row] })}
          />
        </section>
      )}
    </>
  );
}
