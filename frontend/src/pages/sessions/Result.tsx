/** The answer about sessions: the numbers with their definitions, their course, distributions, pages and parts. */
import { Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { Bars, type ChartHandle, Kpi, Line, type Mark, type View, ViewSwitch } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { useFormat } from "@/shared/useFormat";
import { Pages } from "./Pages";
import { Parts } from "./Parts";
import { type Interval, INTERVALS, type Measure, MEASURES, type SessionsAsked } from "./query";
import style from "./Sessions.module.css";
import { useBounceName } from "./words";

export type SessionsTold = Schemas["SessionsTold"];
export type Numbers = Schemas["Numbers"];
/** Opens the people of some sessions. */
export type Behind = (cell: Record<string, unknown>, title: string, count?: number) => void;

interface Props {
  asked: SessionsAsked;
  body: object;
  found: SessionsTold;
  onChange: (next: (now: SessionsAsked) => SessionsAsked) => void;
  annotations: readonly Mark[];
  chart: React.RefObject<ChartHandle | null>;
  /** Only the course, so high: on a dashboard. */
  bare?: number;
}

export function Result({ asked, body, found, onChange, annotations, chart, bare }: Props) {
  const { t } = useTranslation("sessions");
  // The clock stands still at the moment of the answer, so that as many people are listed as the number says.
  const behind: Behind = (cell, title, count) =>
    openPeople({ query: { kind: "sessions", ...body, now: found.computed.at }, cell, title, ...(count !== undefined && { count }) });
  const course = <Course asked={asked} found={found} onChange={onChange} annotations={annotations} chart={chart} behind={behind} bare={bare} />;
  if (bare) return course;
  return (
    <>
      <Cards found={found} behind={behind} />
      <section className={style.card}>{course}</section>
      <section className={style.card}>
        <Distribution found={found} behind={behind} />
      </section>
      {found.breakdown ? (
        <section className={`${style.card} ${style.table}`}>
          <h2>{t("parts")}</h2>
          <Parts parts={found.breakdown} behind={behind} />
        </section>
      ) : null}
      <Pages pages={found.pages} behind={behind} />
    </>
  );
}

function Cards({ found, behind }: { found: SessionsTold; behind: Behind }) {
  const { t } = useTranslation("sessions");
  const format = useFormat();
  const bounce = useBounceName();
  const { total, series } = found;
  const spark = (measure: Measure) => series.filter((one) => one.complete).map((one) => one.numbers[measure]);
  return (
    <div>
      <div className={style.cards}>
        <Kpi label={t("measure.sessions")} value={format.number(total.sessions)} spark={spark("sessions")} hint={t("hint.sessions")} onClick={() => behind({}, t("measure.sessions"), total.people)} />
        <Kpi
          label={t("measure.bounce_rate")}
          value={format.percent(total.bounce_rate)}
          spark={spark("bounce_rate")}
          good="down"
          hint={t("hint.bounce", { bounced: format.number(total.bounced), visits: format.number(total.visits) })}
          onClick={() => behind({ bounced: true }, t("bounced"))}
        />
        <Kpi label={t("measure.dwell_median_seconds")} value={format.duration(total.dwell_median_seconds)} spark={spark("dwell_median_seconds")} hint={t("hint.dwell", { known: format.number(total.known), mean: format.duration(total.dwell_mean_seconds) })} />
        <Kpi label={t("measure.depth")} value={format.number(total.depth)} spark={spark("depth")} hint={t("hint.depth")} />
        <Kpi label={t("measure.median_seconds")} value={format.duration(total.median_seconds)} spark={spark("median_seconds")} hint={t("hint.duration", { mean: format.duration(total.mean_seconds) })} />
      </div>
      <p className={style.note}>{t("bounceIs", { name: bounce(found) })}</p>
    </div>
  );
}

function Course({ asked, found, onChange, annotations, chart, behind, bare }: Omit<Props, "body"> & { behind: Behind }) {
  const { t } = useTranslation("sessions");
  const format = useFormat();
  const { series } = found;
  const { measure, interval } = asked;
  const buckets = series.map((one) => one.start);
  const say = (value: number) => (measure === "bounce_rate" ? format.percent(value) : measure.endsWith("seconds") ? format.duration(value) : format.number(value));
  const drawing = (
    <Line
      ref={chart}
      area
      label={t(`measure.${measure}`)}
      series={[{ name: t(`measure.${measure}`), values: series.map((one) => one.numbers[measure]) }]}
      buckets={buckets}
      complete={series.map((one) => one.complete)}
      interval={interval}
      annotations={annotations}
      format={say}
      formatAxis={say}
      height={bare ?? 280}
      onPoint={({ bucket }) =>
        behind({ bucket: buckets[bucket], ...(measure === "bounce_rate" && { bounced: true }) }, `${t("title")} · ${format.bucket(buckets[bucket]!, interval)}`)
      }
    />
  );
  if (bare) return drawing;
  return (
    <>
      <div className={style.tools}>
        <Segmented<Measure> value={measure} aria-label={t("shown")} options={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))} onChange={(next) => onChange((now) => ({ ...now, measure: next }))} />
        <Select<Interval>
          value={interval}
          aria-label={t("interval")}
          popupMatchSelectWidth={false}
          options={INTERVALS.map((value) => ({ value, label: t(`by.${value}`) }))}
          onChange={(next) => onChange((now) => ({ ...now, interval: next }))}
        />
      </div>
      {drawing}
    </>
  );
}

const SHOWN = ["dwell", "duration", "depth"] as const;

function Distribution({ found, behind }: { found: SessionsTold; behind: Behind }) {
  const { t } = useTranslation("sessions");
  const format = useFormat();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>("dwell");
  const [view, setView] = useState<View>("chart");
  const bins =
    shown === "depth"
      ? found.depths.map((one) => ({ low: one.from_views, high: one.to_views, sessions: one.sessions }))
      : (shown === "dwell" ? found.dwells : found.durations).map((one) => ({ low: one.from_seconds, high: one.to_seconds, sessions: one.sessions }));
  const names = bins.map(({ low, high }) => {
    if (shown === "depth") return high === null ? t("atLeast", { low: String(low) }) : high === low + 1 ? String(low) : `${low}–${high - 1}`;
    return high === null ? t("atLeast", { low: format.duration(low) }) : t("below", { high: format.duration(high) });
  });
  return (
    <>
      <div className={style.tools}>
        <Segmented value={shown} aria-label={t("distribution")} options={SHOWN.map((value) => ({ value, label: t(`spread.${value}`) }))} onChange={setShown} />
        <ViewSwitch view={view} onChange={setView} />
      </div>
      <Bars
        label={t(`spread.${shown}`)}
        series={[{ name: t("measure.sessions"), values: bins.map((one) => one.sessions) }]}
        buckets={names}
        names={names}
        interval="day"
        height={220}
        view={view}
        onPoint={({ bucket }) => behind({ [shown]: bins[bucket]!.low }, `${t(`spread.${shown}`)} · ${names[bucket]}`)}
      />
      {shown === "dwell" ? <p className={style.note}>{t("dwellNote", { known: format.number(found.total.known), all: format.number(found.total.sessions) })}</p> : null}
    </>
  );
}
