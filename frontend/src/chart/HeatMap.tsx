/** Any two things against each other, as a table shaded by its values. */
import { useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import style from "./Heat.module.css";
import { photographed } from "./picture";
import { shade } from "./scale";
import type { HeatMapProps } from "./types";

export function HeatMap({ rows, columns, values, label, format, onCell, ref }: HeatMapProps) {
  const { palette } = useTheme();
  const formats = useFormat();
  const { t } = useTranslation("chart");
  const place = useRef<HTMLDivElement>(null);
  const say = format ?? formats.compact;
  const known = values.flat().filter((value): value is number => value !== null);
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  useImperativeHandle(ref, () => ({
    table: () => ({ columns: ["", ...columns], rows: rows.map((row, at) => [row, ...(values[at] ?? [])]) }),
    png: () => photographed(place.current!, label, palette),
  }));
  if (known.length === 0) return <Empty small title={t("nothing")} />;
  return (
    <div className={style.scroll} tabIndex={0} role="region" aria-label={label}>
      <div ref={place}>
        <table className={style.heat}>
          <thead>
            <tr>
              <td />
              {columns.map((column, n) => (
                <th key={n} scope="col" className={style.column}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                <th scope="row" title={row}>{row}</th>
                {columns.map((column, n) => {
                  const value = values[at]?.[n] ?? null;
                  if (value === null) return <td key={n} />;
                  const told = `${row} · ${column} · ${(format ?? formats.number)(value)}`;
                  return (
                    <td key={n} className={style.cell} style={shade(high === low ? 0 : (value - low) / (high - low), palette)}>
                      {onCell ? (
                        <button type="button" className={style.press} title={told} aria-label={told} onClick={() => onCell(at, n)}>
                          {say(value)}
                        </button>
                      ) : (
                        <span className={style.press} title={told}>{say(value)}</span>
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
  );
}
