/** The same numbers as a table: for screen readers, for copying, for those who trust digits more than lines. */
import { useFormat } from "@/shared/useFormat";
import style from "./Twin.module.css";
import type { Cell, Table } from "./types";

export interface TwinProps {
  table: Table;
  label: string;
  format?: (value: number) => string;
}

export function Twin({ table, label, format }: TwinProps) {
  const formats = useFormat();
  const say = format ?? formats.number;
  const read = (cell: Cell) => (typeof cell === "number" ? say(cell) : (cell ?? "—"));
  // A column with words in it, head and all, begins at the left.
  const words = new Set(table.rows.flatMap((row) => row.flatMap((cell, place) => (typeof cell === "string" ? [place] : []))));
  return (
    <div className={style.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={style.twin}>
        <thead>
          <tr>
            {table.columns.map((column, place) => (
              <th key={place} scope="col" className={place && !words.has(place) ? style.number : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, place) =>
                place === 0 ? (
                  <th key={place} scope="row">
                    {read(cell)}
                  </th>
                ) : (
                  <td key={place} className={words.has(place) ? undefined : style.number}>
                    {read(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
