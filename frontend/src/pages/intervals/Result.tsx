/** The answer of intervals: a box for everybody or each value of the breakdown, and a histogram whose bars open their people. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { Bars, Boxes, type ChartHandle, Kpi, type Point, type View, ViewSwitch } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { useValueName } from "@/shared/report";
import style from "@/shared/report/parts.module.css";
import { Empty } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";

interface Props {
  body: object;
  answer: Schemas["Lengths"];
  chart: React.RefObject<ChartHandle | null>;
  /** Only the histogram, so high: on a dashboard. */
  bare?: number;
}

export function Result({ body, answer, chart, bare }: Props) {
  const { t } = useTranslation("explore");
  const format = useFormat();
  const named = useValueName();
  const [view, setView] = useState<View>("chart");
  const { whole, bins } = answer;
  const parts = answer.breakdown ?? [];
  const behind = (title: string, count: number, cell: Record<string, unknown>) =>
    openPeople({ query: { kind: "interval", ...body, now: answer.computed.at }, cell, title, count });
  const names = bins.map((bin) => `${format.duration(bin.from_seconds)} – ${format.duration(bin.to_seconds)}`);
  const open = ({ bucket }: Point) => {
    const { from_seconds, to_seconds, people } = bins[bucket]!;
    behind(names[bucket]!, people, { from_seconds, to_seconds });
  };
  const boxes = [{ name: t("everyone"), ...whole }, ...parts.map((part) => ({ name: named(part.value), ...part.box }))];
  if (!whole.intervals) {
    const nothing = <Empty small title={t("gap.nothing")}>{t("gap.nothingWhy")}</Empty>;
    return bare ? nothing : <section className={style.card}>{nothing}</section>;
  }
  const bars = (
    <Bars ref={chart} view={view} label={t("gap.histogram")} series={[{ name: t("gap.intervals"), values: bins.map((bin) => bin.intervals) }]} buckets={names} names={bins.map((bin) => format.duration(bin.from_seconds))} interval="day" height={bare ?? 280} onPoint={open} />
  );
  if (bare) return bars;
  return (
    <>
      <section className={style.card}>
        <div className={style.heads}>
          <Kpi label={t("median")} value={format.duration(whole.p50)} />
          <Kpi label={t("mean")} value={format.duration(whole.mean)} />
          <Kpi label={t("gap.intervals")} value={format.number(whole.intervals)} />
          <Kpi label={t("people")} value={format.number(whole.people)} onClick={() => behind(t("everyone"), whole.people, {})} />
        </div>
        <div className={style.tools}>
          <h2 className={style.heading}>{t("gap.histogram")}</h2>
          <ViewSwitch view={view} onChange={setView} />
        </div>
        {bars}
        <p className={style.note}>{t("gap.lastBin")}</p>
      </section>
      <section className={style.card}>
        <h2 className={style.heading}>{t("gap.boxes")}</h2>
        <Boxes
          label={t("gap.boxes")}
          boxes={boxes}
          format={format.duration}
          onBox={(place) => behind(boxes[place]!.name, boxes[place]!.people, place ? { breakdown: parts[place - 1]!.value } : {})}
        />
      </section>
    </>
  );
}
