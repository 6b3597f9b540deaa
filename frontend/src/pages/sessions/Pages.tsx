/** Pages as a table: where sessions begin, where they end, or all of them; every count opens its people. */
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import twin from "@/chart/Twin.module.css";
import { useFormat } from "@/shared/useFormat";
import type { Behind } from "./Result";
import style from "./Sessions.module.css";

type Seen = Schemas["PageSeen"];
const SHOWS = ["entry", "exit", "all"] as const;
const MOST = 20;

export function Pages({ pages, behind }: { pages: Schemas["Pages"]; behind: Behind }) {
  const { t } = useTranslation("sessions");
  const [show, setShow] = useState<(typeof SHOWS)[number]>("entry");
  const of = { entry: (one: Seen) => one.entries, exit: (one: Seen) => one.exits, all: (one: Seen) => one.views }[show];
  const shown = pages.items.filter((one) => of(one) > 0).sort((a, b) => of(b) - of(a)).slice(0, MOST);
  return (
    <section className={`${style.card} ${style.table}`}>
      <div className={style.above}>
        <h2>{t("pages")}</h2>
        <Segmented size="small" value={show} aria-label={t("pages")} options={SHOWS.map((value) => ({ value, label: t(`page.${value}`) }))} onChange={setShow} />
      </div>
      {shown.length === 0 ? <p className={style.none}>{t("noPages")}</p> : <Listed shown={shown} show={show} behind={behind} />}
    </section>
  );
}

function Listed({ shown, show, behind }: { shown: Seen[]; show: (typeof SHOWS)[number]; behind: Behind }) {
  const { t } = useTranslation("sessions");
  const format = useFormat();
  const count = (one: Seen, value: number, cell: Record<string, unknown>, title: string) =>
    value > 0 ? <button type="button" className={twin.press} onClick={() => behind({ page: one.page, ...cell }, `${one.page} · ${title}`)}>{format.number(value)}</button> : format.number(value);
  return (
    <div className={twin.scroll} tabIndex={0} role="region" aria-label={t("pages")}>
      <table className={twin.twin}>
        <thead>
          <tr>
            <th scope="col">{t("page.name")}</th>
            {(["views", "entries", "bounceRate", "exits", "exitRate", "dwell"] as const).map((name) => (
              <th key={name} scope="col" className={twin.number} aria-sort={name === { entry: "entries", exit: "exits", all: "views" }[show] ? "descending" : undefined}>{t(`column.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.page}>
              <th scope="row" title={one.page}><bdi>{one.page}</bdi></th>
              <td className={twin.number}>{count(one, one.views, {}, t("column.views"))}</td>
              <td className={twin.number}>{count(one, one.entries, { at: "entry" }, t("column.entries"))}</td>
              <td className={twin.number}>{format.percent(one.bounce_rate)}</td>
              <td className={twin.number}>{count(one, one.exits, { at: "exit" }, t("column.exits"))}</td>
              <td className={twin.number}>{format.percent(one.exit_rate)}</td>
              <td className={twin.number}>{format.duration(one.dwell_median_seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
