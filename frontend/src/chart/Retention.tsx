/** Cohorts down, periods across: a real table whose cells are shaded by the share that came back. */
import { useImperativeHandle, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { dayIn } from "@/shared/format";
import { Empty } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import style from "./Heat.module.css";
import { begun } from "./period";
import { photographed } from "./picture";
import { shade } from "./scale";
import type { Cohort, RetentionProps, Table } from "./types";

export function RetentionTable(props: RetentionProps) {
  const { cohorts, mean, period, columns, show = "share", label, ref } = props;
  const { palette } = useTheme();
  const format = useFormat();
  const { t } = useTranslation("chart");
  const place = useRef<HTMLDivElement>(null);
  const width = Math.max(mean.length, ...cohorts.map((cohort) => cohort.returned.length));
  const names = useMemo(() => columnNames(width, period, columns, t), [width, period, columns, t]);
  const seen = useMemo(() => seenCells(props, format.zone), [cohorts, columns, period, format.zone]);
  const reach = useMemo(() => reachOf(cohorts, seen), [cohorts, seen]);
  const day = (cohort: Cohort) => (period === "hour" ? format.bucket(cohort.date, "hour") : format.tick(cohort.date, period === "month" ? "month" : "day"));
  const total = cohorts.reduce((sum, cohort) => sum + cohort.people, 0);

  const table = (): Table => ({
    columns: [t("cohort"), t("people"), ...names],
    rows: [
      [t("mean"), total, ...Array.from({ length: width }, (_, n) => percentText(mean[n], format.percent))],
      ...cohorts.map((cohort, row) => [
        cohort.date,
        cohort.people,
        ...Array.from({ length: width }, (_, n) => (!seen[row]![n] ? null : show === "people" ? cohort.returned[n]! : percentText(share(cohort, n), format.percent))),
      ]),
    ],
  });
  useImperativeHandle(ref, () => ({ table, png: () => photographed(place.current!, label, palette) }));
  if (total === 0) return <Empty small title={t("nobodyStarted")} />;

  const shaded = (value: number | null) => (value === null ? undefined : shade(reach(value), palette));
  return (
    <>
      <div className={style.scroll} tabIndex={0} role="region" aria-label={label}>
        <div ref={place}>
          <table className={style.heat}>
            <thead>
              <tr>
                <th scope="col">{t("cohort")}</th>
                <th scope="col" className={style.size}>{t("people")}</th>
                {names.map((name, n) => (
                  <th key={n} scope="col" className={style.column}>{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr className={style.mean}>
                <th scope="row">{t("mean")}</th>
                <td className={style.size}>{format.number(total)}</td>
                {names.map((_, n) => (
                  <td key={n} className={style.cell} style={n === 0 ? undefined : shaded(mean[n] ?? null)}>
                    <span className={n === 0 ? style.whole : undefined}>{mean[n] === null || mean[n] === undefined ? "" : format.percent(mean[n])}</span>
                  </td>
                ))}
              </tr>
              {cohorts.map((cohort, row) => (
                <tr key={cohort.date}>
                  <th scope="row">{day(cohort)}</th>
                  <td className={style.size}>{format.number(cohort.people)}</td>
                  {names.map((_, n) => {
                    if (!seen[row]![n] || cohort.people === 0) return <td key={n} />;
                    const value = share(cohort, n);
                    const open = !cohort.complete[n];
                    const text = show === "people" ? format.number(cohort.returned[n]) : format.percent(value);
                    const told = t(open ? "cellOpen" : "cell", {
                      cohort: day(cohort), column: names[n], people: format.number(cohort.returned[n]), share: format.percent(value),
                    });
                    const look = n === 0 ? undefined : shaded(value);
                    const name = [style.press, open ? style.open : "", n === 0 ? style.whole : ""].join(" ");
                    return (
                      <td key={n} className={style.cell} style={look}>
                        {props.onCell && cohort.returned[n]! > 0 ? (
                          <button type="button" className={name} title={told} aria-label={told} onClick={() => props.onCell!(row, n)}>
                            {text}
                          </button>
                        ) : (
                          <span className={name} title={told}>{text}</span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {cohorts.some((cohort, row) => cohort.complete.some((done, n) => !done && n > 0 && seen[row]![n])) && (
        <p className={style.note}>
          <span className={style.sample} aria-hidden /> {t("openNote")}
        </p>
      )}
    </>
  );
}

function share(cohort: Cohort, n: number): number {
  return cohort.people === 0 ? 0 : (cohort.returned[n] ?? 0) / cohort.people;
}

function percentText(value: number | null | undefined, say: (value: number) => string): string | null {
  return value === null || value === undefined ? null : say(value);
}

/** Where a share lies between the lowest and the highest: of column 0, which is everybody, and of cells still open nothing is learnt. */
function reachOf(cohorts: readonly Cohort[], seen: boolean[][]): (share: number) => number {
  const known = cohorts.flatMap((cohort, row) =>
    cohort.returned.flatMap((_, n) => (n > 0 && cohort.people > 0 && seen[row]![n] && cohort.complete[n] ? [share(cohort, n)] : [])),
  );
  const [low, high] = [0.8 * Math.min(1, ...known), Math.max(0, ...known)];
  return (value) => (high <= low ? 0.4 : (value - low) / (high - low));
}

/** Complete cells, and those whose first period has begun. */
function seenCells({ cohorts, columns, period }: RetentionProps, zone: string): boolean[][] {
  const now = Date.now();
  const today = dayIn(zone, now);
  return cohorts.map((cohort) =>
    cohort.returned.map((count, n) => count > 0 || cohort.complete[n]! || begun(cohort.date, columns?.[n]?.[0] ?? n, period, now, today)),
  );
}

export function columnNames(
  width: number,
  period: RetentionProps["period"],
  columns: RetentionProps["columns"],
  t: ReturnType<typeof useTranslation<"chart">>["t"],
): string[] {
  return Array.from({ length: width }, (_, n) => {
    const [first, last] = columns?.[n] ?? [n, n];
    if (first === 0) return t(`period.${period}`, { n: "0" });
    if (last === null) return t(`period.${period}`, { n: `${first}+` });
    return t(`period.${period}`, { n: first === last ? `${first}` : `${first}–${last}` });
  });
}
