/** How segments overlap: a bar for each region, with a dot under every segment that it lies in; the chosen ones are full. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/shared/useFormat";
import { belongs } from "./region";
import css from "./Segments.module.css";

interface Props {
  found: Schemas["CombinedBody"];
  op: Schemas["CombineBody"]["op"];
}

export function Overlap({ found, op }: Props) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const most = Math.max(1, ...found.regions.map((one) => one.people));
  const rows = [...found.regions].filter((one) => one.people > 0).sort((a, b) => b.people - a.people);
  return (
    <div className={css.stack}>
      <div aria-live="polite" className={css.size}>{t("meant", { count: found.people, shown: format.number(found.people) })}</div>
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t("combine")}>
        <table className={css.regions}>
          <thead>
            <tr>
              {found.segments.map((one) => (
                <th key={one.id} scope="col">
                  <bdi>{one.name}</bdi>
                  <small>{format.number(one.people)}</small>
                </th>
              ))}
              <th scope="col">{t("onlyThese")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.segments.join()}>
                {found.segments.map(({ id }) => (
                  <td key={id} className={css.dot}>
                    <span role="img" aria-label={t(one.segments.includes(id) ? "inside" : "outside")} data-in={one.segments.includes(id)} />
                  </td>
                ))}
                <td>
                  <span className={css.bar} data-in={belongs(one.segments, found.segments, op)} style={{ width: `${(60 * one.people) / most}%` }} /> {format.number(one.people)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
