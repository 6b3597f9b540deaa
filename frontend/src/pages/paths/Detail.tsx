/** The links as a table: from where to where, how many, how long; every count opens its people. */
import { useTranslation } from "react-i18next";
import twin from "@/chart/Twin.module.css";
import { useFormat } from "@/shared/useFormat";
import { called, OTHER, type Ways } from "./drawn";
import type { Unit } from "./query";
import { type Behind, useWords } from "./Result";

interface Props {
  ways: Ways;
  by: Unit;
  behind: Behind;
}

export function Detail({ ways, by, behind }: Props) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  const words = useWords();
  const count = (text: number, open: () => void) => <button type="button" className={twin.press} onClick={open}>{format.number(text)}</button>;
  return (
    <div className={twin.scroll} tabIndex={0} role="region" aria-label={t("detail")}>
      <table className={twin.twin}>
        <thead>
          <tr>
            <th scope="col">{t("from")}</th>
            <th scope="col">{t("to")}</th>
            <th scope="col" className={twin.number}>{t("step")}</th>
            {by === "session" ? <th scope="col" className={twin.number}>{t("count.session")}</th> : null}
            <th scope="col" className={twin.number}>{t("people")}</th>
            <th scope="col" className={twin.number}>{t("median")}</th>
          </tr>
        </thead>
        <tbody>
          {ways.links.map((link) => (
            <tr key={`${link.step} ${link.from} ${link.to}`}>
              <th scope="row" title={link.from}><bdi>{called(link.from, words)}</bdi></th>
              <td title={link.to}><bdi>{called(link.to, words)}</bdi></td>
              <td className={twin.number}>{link.step}</td>
              {by === "session" ? <td className={twin.number}>{format.number(link.paths)}</td> : null}
              <td className={twin.number}>{count(link.people, () => behind({ step: link.step, name: link.from }, link.to, false, link.people))}</td>
              <td className={twin.number}>{format.duration(link.median_seconds)}</td>
            </tr>
          ))}
          {ways.rest.map((rest) => (
            <tr key={`${rest.step} ${rest.from}`}>
              <th scope="row" title={rest.from}><bdi>{called(rest.from, words)}</bdi></th>
              <td>{words.other}</td>
              <td className={twin.number}>{rest.step}</td>
              {by === "session" ? <td className={twin.number}>{format.number(rest.paths)}</td> : null}
              <td className={twin.number}>
                <button type="button" className={twin.press} onClick={() => behind({ step: rest.step, name: rest.from }, OTHER)}>{by === "person" ? format.number(rest.paths) : t("show")}</button>
              </td>
              <td className={twin.number}>—</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
