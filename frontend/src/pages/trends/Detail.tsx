/** The numbers behind the drawing: a line each, its total and its buckets; a number opens its people. */
import { useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Change, type ChartHandle, photographed, type Table } from "@/chart";
import style from "@/chart/Twin.module.css";
import type { Interval } from "@/shared/format";
import { Empty } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import { change, type Drawn, type Line } from "./lines";

type Behind = (line: Line, bucket?: number, period?: "current" | "previous") => (() => void) | undefined;

interface Props {
  answer: Drawn;
  lines: readonly Line[];
  interval: Interval;
  format: (value: number, letter: string | null) => string;
  behind: Behind;
  label: string;
  chart?: React.RefObject<ChartHandle | null>;
}

export function Detail({ answer, lines, interval, format, behind, label, chart }: Props) {
  const { t } = useTranslation("trends");
  const formats = useFormat();
  const { palette } = useTheme();
  const place = useRef<HTMLTableElement>(null);
  const compared = lines.some((line) => line.previousTotal !== undefined);
  const ticks = answer.buckets.map((bucket) => formats.tick(bucket, interval));
  useImperativeHandle(chart, () => ({
    table: () => listed(lines, answer.buckets.map((bucket) => formats.bucket(bucket, interval)), compared, { name: t("name"), total: t("total"), previous: t("previous") }),
    png: () => photographed(place.current!, label, palette),
  }));
  if (lines.length === 0) return <Empty small title={t("nothing")} />;
  return (
    <div className={style.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={style.twin} ref={place}>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col" className={style.number}>{t("total")}</th>
            {compared && <th scope="col" className={style.number}>{t("previous")}</th>}
            {compared && <th scope="col" className={style.number}>{t("change")}</th>}
            {ticks.map((tick, place) => (
              <th key={place} scope="col" className={style.number} title={formats.bucket(answer.buckets[place]!, interval)}>
                {tick}
                {answer.complete[place] === false && <span aria-label={t("unfinished")} title={t("unfinished")}>*</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => {
            const say = (value: number) => format(value, line.letter);
            return (
              <tr key={at}>
                <th scope="row" title={line.name} dir="auto">{line.name}</th>
                <td className={style.number}>
                  <Count value={line.total} format={say} open={behind(line)} strong />
                </td>
                {compared && (
                  <td className={style.number}>
                    <Count value={line.previousTotal ?? null} format={say} open={behind(line, undefined, "previous")} />
                  </td>
                )}
                {compared && <td className={style.number}><Change delta={change(line.total, line.previousTotal)} good="neither" /></td>}
                {line.values.map((value, place) => (
                  <td key={place} className={style.number}>
                    <Count value={value} format={say} open={behind(line, place)} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Count({ value, format, open, strong }: { value: number | null; format: (value: number) => string; open?: () => void; strong?: boolean }) {
  if (value === null) return null;
  const text = format(value);
  if (!open || value === 0) return strong ? <b>{text}</b> : text;
  return (
    <button type="button" className={`${style.press} ${strong ? style.strong : ""}`} onClick={open}>
      {text}
    </button>
  );
}

export function listed(lines: readonly Line[], buckets: readonly string[], compared: boolean, words: Record<"name" | "total" | "previous", string>): Table {
  return {
    columns: [words.name, words.total, ...(compared ? [words.previous] : []), ...buckets],
    rows: lines.map((line) => [line.name, line.total, ...(compared ? [line.previousTotal ?? null] : []), ...line.values]),
  };
}
