/** The answer of a retention: the curve of the mean, and cohort by cohort as a table whose cells open their people. */
import { Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { type ChartHandle, columnNames, Kpi, Line, RetentionTable } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { useValueName } from "@/shared/report";
import { OTHER } from "@/shared/report/valueName";
import { useFormat } from "@/shared/useFormat";
import type { RetentionAsked } from "./query";
import style from "./Retention.module.css";

type Returned = Schemas["Returned"];

interface Props {
  asked: RetentionAsked;
  body: object;
  answer: Returned;
  onChange: (next: (now: RetentionAsked) => RetentionAsked) => void;
  chart: React.RefObject<ChartHandle | null>;
  /** Only the table: on a dashboard. */
  bare?: boolean;
}

const EVERYONE = -1;

export function Result({ asked, body, answer, onChange, chart, bare }: Props) {
  const { t } = useTranslation("retention");
  const { t: words } = useTranslation("chart");
  const format = useFormat();
  const [group, setGroup] = useState(EVERYONE);
  const parts = answer.breakdown ?? [];
  const part = parts[group];
  const columns = answer.columns as [number, number | null][];
  const names = columnNames(columns.length, asked.period, columns, words);
  const named = useValueName();
  const { cohorts, mean } = part ?? answer;
  const cell = (cohort: number, column: number) => {
    const one = cohorts[cohort]!;
    openPeople({
      query: { kind: "retention", ...body, now: answer.computed.at },
      cell: { cohort: one.date, column, ...(part && { breakdown: part.value }) },
      title: t("cell", { cohort: format.day(one.date), column: names[column] }),
      count: one.returned[column],
    });
  };
  const started = cohorts.reduce((sum, cohort) => sum + cohort.people, 0);
  const table = (
    <RetentionTable
      ref={chart}
      label={t("tableLabel")}
      cohorts={cohorts}
      mean={mean}
      columns={columns}
      period={asked.period}
      show={asked.show}
      onCell={cell}
    />
  );
  if (bare) return table;
  return (
    <>
      <section className={style.card}>
        <Heads started={started} mean={mean} names={names} />
        <Curve answer={answer} names={names} named={named} everyone={t("everyone")} label={t("curve")} />
      </section>
      <section className={style.card}>
        <div className={style.tools}>
          <h2>{t("table")}</h2>
          {parts.length > 0 && (
            <Select<number>
              value={part ? group : EVERYONE}
              aria-label={t("group")}
              popupMatchSelectWidth={false}
              options={[{ value: EVERYONE, label: t("everyone") }, ...parts.map((one, value) => ({ value, label: named(one.value) }))]}
              onChange={setGroup}
            />
          )}
          <Segmented<RetentionAsked["show"]>
            value={asked.show}
            aria-label={t("show")}
            options={[
              { value: "share", label: t("share") },
              { value: "people", label: t("people") },
            ]}
            onChange={(show) => onChange((now) => ({ ...now, show }))}
          />
        </div>
        {table}
      </section>
    </>
  );
}

/** How many started, and the mean of the first periods that are known. */
function Heads({ started, mean, names }: { started: number; mean: readonly (number | null)[]; names: readonly string[] }) {
  const { t } = useTranslation("retention");
  const format = useFormat();
  const last = mean.findLastIndex((share) => share !== null);
  const shown = [...new Set([1, Math.ceil(last / 2), last])].filter((column) => column > 0 && mean[column] != null);
  return (
    <div className={style.heads}>
      <Kpi label={t("started")} value={format.number(started)} />
      {shown.map((column) => (
        <Kpi key={column} label={names[column]} value={format.percent(mean[column])} hint={t("meanHint")} />
      ))}
    </div>
  );
}

interface CurveProps {
  answer: Returned;
  names: readonly string[];
  named: (value: unknown) => string;
  everyone: string;
  label: string;
}

/** Without column 0, which is always everybody. */
function Curve({ answer, names, named, everyone, label }: CurveProps) {
  const format = useFormat();
  const known = answer.mean.findLastIndex((share) => share !== null);
  const series = useMemo(() => {
    const rest = (mean: readonly (number | null)[]) => mean.slice(1, known + 1);
    const parts = answer.breakdown ?? [];
    if (parts.length === 0) return [{ name: everyone, values: rest(answer.mean) }];
    return parts.map((part) => ({ name: named(part.value), values: rest(part.mean), other: part.value === OTHER }));
  }, [answer, everyone]);
  const buckets = useMemo(() => names.slice(1, known + 1), [names, known]);
  if (known < 1) return null;
  return (
    <Line
      label={label}
      series={series}
      buckets={buckets}
      names={buckets}
      interval="day"
      height={220}
      area={series.length === 1}
      format={(share) => format.percent(share)}
      formatAxis={(share) => format.percent(share, 0)}
    />
  );
}
