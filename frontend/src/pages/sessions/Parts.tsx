/** The same numbers for each value of the breakdown. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import twin from "@/chart/Twin.module.css";
import { useValueName } from "@/shared/report";
import { useFormat } from "@/shared/useFormat";
import type { Behind } from "./Result";

export function Parts({ parts, behind }: { parts: Schemas["SessionsTold"]["breakdown"] & object; behind: Behind }) {
  const { t } = useTranslation("sessions");
  const format = useFormat();
  const name = useValueName();
  const columns = ["sessions", "people", "bounce_rate", "dwell_median_seconds", "depth", "median_seconds"] as const;
  return (
    <div className={twin.scroll} tabIndex={0} role="region" aria-label={t("parts")}>
      <table className={twin.twin}>
        <thead>
          <tr>
            <th scope="col">{t("value")}</th>
            {columns.map((column) => <th key={column} scope="col" className={twin.number}>{t(`measure.${column}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ value, numbers }) => (
            <tr key={JSON.stringify(value)}>
              <th scope="row" title={name(value)}><bdi>{name(value)}</bdi></th>
              <td className={twin.number}>{format.number(numbers.sessions)}</td>
              <td className={twin.number}>
                <button type="button" className={twin.press} onClick={() => behind({ breakdown: value }, name(value), numbers.people)}>{format.number(numbers.people)}</button>
              </td>
              <td className={twin.number}>{format.percent(numbers.bounce_rate)}</td>
              <td className={twin.number}>{format.duration(numbers.dwell_median_seconds)}</td>
              <td className={twin.number}>{format.number(numbers.depth)}</td>
              <td className={twin.number}>{format.duration(numbers.median_seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
