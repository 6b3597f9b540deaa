/** The rows of a typed question on a dashboard; one number alone is shown large. */
import { useImperativeHandle, useRef } from "react";
import { type ChartHandle, Kpi, Line, photographed } from "@/chart";
import { LEGEND, type TileProps } from "@/shared/report/tile";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import css from "../dashboard/Dashboard.module.css";
import { courseOf } from "./course";
import { Rows } from "./Rows";
import type { Rows as Answer } from "./useRun";

export default function SqlTile({ answer, view, height, chart }: TileProps<Answer>) {
  const { palette } = useTheme();
  const format = useFormat();
  const place = useRef<HTMLDivElement>(null);
  useImperativeHandle(view.show === "line" && courseOf(answer) ? undefined : chart, (): ChartHandle => ({
    table: () => ({ columns: answer.columns.map((one) => one.name), rows: answer.rows.map((row) => (row as unknown[]).map(flat)) }),
    png: () => photographed(place.current!, "SQL", palette),
  }));
  const only = answer.rows.length === 1 && answer.columns.length === 1 ? (answer.rows[0] as unknown[])[0] : undefined;
  const course = view.show === "line" ? courseOf(answer) : undefined;
  if (course) return <Line {...course} ref={chart} label="SQL" height={course.series.length > 1 ? height - LEGEND : height} />;
  return (
    <div ref={place} className={css.plain}>
      {typeof only === "number" ? <Kpi label={answer.columns[0]!.name} value={format.number(only, Number.isInteger(only) ? 0 : 2)} /> : <Rows answer={answer} height={Math.max(80, height - 40)} />}
    </div>
  );
}

const flat = (value: unknown): string | number | null =>
  value === null || value === undefined ? null : typeof value === "number" || typeof value === "string" ? value : JSON.stringify(value);
