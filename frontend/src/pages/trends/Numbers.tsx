/** A trend as numbers alone: each line's total, its change, and the way it came. */
import { useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type ChartHandle, Kpi, photographed } from "@/chart";
import type { Interval } from "@/shared/format";
import { Empty } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import { listed } from "./Detail";
import { change, type Drawn, type Line } from "./lines";
import style from "./Trends.module.css";

interface Props {
  lines: readonly Line[];
  answer: Drawn;
  interval: Interval;
  format: (value: number) => string;
  behind: (line: Line) => (() => void) | undefined;
  label: string;
  chart: React.RefObject<ChartHandle | null>;
}

export function Numbers({ lines, answer, interval, format, behind, label, chart }: Props) {
  const { t } = useTranslation("trends");
  const { palette } = useTheme();
  const formats = useFormat();
  const place = useRef<HTMLDivElement>(null);
  const compared = lines.some((line) => line.previousTotal !== undefined);
  useImperativeHandle(chart, () => ({
    table: () => listed(lines, answer.buckets.map((bucket) => formats.bucket(bucket, interval)), compared, { name: t("name"), total: t("total"), previous: t("previous") }),
    png: () => photographed(place.current!, label, palette),
  }));
  if (lines.length === 0) return <Empty small title={t("nothing")} />;
  return (
    <div className={style.numbers} ref={place}>
      {lines.map((line, at) => (
        <Kpi
          key={at}
          label={line.name}
          value={format(line.total)}
          delta={compared ? change(line.total, line.previousTotal) : undefined}
          against={compared ? t("against", { value: format(line.previousTotal ?? 0) }) : undefined}
          good="neither"
          spark={line.values.filter((_, place) => answer.complete[place])}
          onClick={line.total > 0 ? behind(line) : undefined}
        />
      ))}
    </div>
  );
}
