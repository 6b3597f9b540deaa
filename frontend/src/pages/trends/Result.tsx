/** The answer of a trend: drawn over time or as numbers, and listed below; every number opens who is behind it. */
import { Segmented, Select, Switch } from "antd";
import { BarChartOutlined, LineChartOutlined, NumberOutlined, TableOutlined } from "@ant-design/icons";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Bars, type ChartHandle, Line, type Mark, type Point } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { useValueName } from "@/shared/report";
import { useFormat } from "@/shared/useFormat";
import { Detail } from "./Detail";
import type { Drawn, Line as TrendLine } from "./lines";
import { lines } from "./lines";
import { useSeriesName } from "./names";
import { Numbers } from "./Numbers";
import { additive, type Interval, INTERVALS, LETTERS, type Show, SHOWS, type TrendAsked } from "./query";
import { useValueFormat } from "./values";
import style from "./Trends.module.css";

interface Props {
  asked: TrendAsked;
  body: object;
  answer: Drawn;
  onChange: (next: (now: TrendAsked) => TrendAsked) => void;
  annotations: readonly Mark[];
  chart: React.RefObject<ChartHandle | null>;
  /** Only the drawing, so high: on a dashboard. */
  bare?: number;
}

export function Result({ asked, body, answer, onChange, annotations, chart, bare }: Props) {
  const { t } = useTranslation("trends");
  const { drawn, listed } = useLines(asked, answer);
  const value = useValueFormat(asked);
  const format = useFormat();
  const behind = (line: TrendLine, bucket?: number, period: Point["period"] = "current") => {
    if (line.letter === null) return undefined;
    const at = period === "current" ? answer.buckets : (answer.previous_buckets ?? []);
    return () =>
      openPeople({
        // The clock stands still at the moment of the answer, so that as many people are listed as the number says.
        query: { kind: "trend", ...body, now: answer.computed.at },
        cell: {
          series: line.letter,
          ...(bucket !== undefined && { bucket: at[bucket] }),
          ...(asked.breakdown && { breakdown: line.value }),
          ...(period === "previous" && { period }),
        },
        title: bucket === undefined ? line.name : `${line.name} · ${format.bucket(at[bucket]!, asked.interval)}`,
      });
  };
  const label = drawn.length === 1 ? drawn[0]!.name : t("title");
  const time = {
    ref: chart,
    label,
    series: drawn,
    buckets: answer.buckets,
    previousBuckets: answer.previous_buckets ?? undefined,
    complete: answer.complete,
    interval: asked.interval,
    annotations,
    format: value.long,
    formatAxis: value.short,
    height: bare ?? 340,
    additive: additive(asked),
    onPoint: ({ series, bucket }: Point) => drawn[series] && behind(drawn[series], bucket)?.(),
  };
  const table = { answer, lines: listed, interval: asked.interval, format: value.of, behind };
  const drawing = (
    <>
      {asked.show === "line" && <Line {...time} area={drawn.length === 1} />}
      {asked.show === "bar" && <Bars {...time} stacked={time.additive && drawn.length > 1 && !asked.compare} />}
      {asked.show === "number" && <Numbers lines={drawn} answer={answer} interval={asked.interval} format={value.long} behind={behind} label={label} chart={chart} />}
      {asked.show === "table" && <Detail {...table} chart={chart} label={label} />}
    </>
  );
  if (bare) return drawing;
  return (
    <>
      <section className={style.card}>
        <Tools asked={asked} onChange={onChange} />
        {drawing}
      </section>
      {asked.show !== "table" && (
        <section className={`${style.card} ${style.table}`}>
          <h2>{t("detail")}</h2>
          <Detail {...table} label={t("detail")} />
        </section>
      )}
    </>
  );
}

function useLines(asked: TrendAsked, answer: Drawn) {
  const name = useSeriesName();
  const value = useValueName();
  return useMemo(() => {
    const series = (letter: string | null) => {
      const one = letter === null ? undefined : asked.series[LETTERS.indexOf(letter as (typeof LETTERS)[number])];
      return one ? name(one) : (asked.formula ?? "");
    };
    const words = { series, value };
    return lines(answer, asked.breakdown !== undefined, words);
  }, [asked.series, asked.formula, asked.breakdown, answer, value]);
}

const ICONS: Record<Show, ReactNode> = {
  line: <LineChartOutlined />,
  bar: <BarChartOutlined />,
  number: <NumberOutlined />,
  table: <TableOutlined />,
};

function Tools({ asked, onChange }: Pick<Props, "asked" | "onChange">) {
  const { t } = useTranslation("trends");
  return (
    <div className={style.tools}>
      <Select<Interval>
        value={asked.interval}
        aria-label={t("interval")}
        popupMatchSelectWidth={false}
        options={INTERVALS.map((value) => ({ value, label: t(`by.${value}`) }))}
        onChange={(interval) => onChange((now) => ({ ...now, interval }))}
      />
      <label className={style.compare}>
        <Switch
          size="small"
          checked={asked.compare ?? false}
          onChange={(compare) => onChange((now) => ({ ...now, compare: compare || undefined }))}
        />
        {t("compare")}
      </label>
      <Segmented<Show>
        value={asked.show}
        aria-label={t("show")}
        options={SHOWS.map((value) => ({ value, icon: ICONS[value], title: t(`shows.${value}`) }))}
        onChange={(show) => onChange((now) => ({ ...now, show }))}
      />
    </div>
  );
}
