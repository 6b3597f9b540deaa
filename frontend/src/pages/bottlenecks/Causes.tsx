/** Root cause: the change of the whole way by the values of a dimension, each value's rate and mix, summing exactly. */
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import twin from "@/chart/Twin.module.css";
import { useValueName } from "@/shared/report";
import { useFormat } from "@/shared/useFormat";
import css from "../map/Map.module.css";
import own from "./Bottlenecks.module.css";

const MOST = 6;

export function Causes({ causes }: { causes: readonly Schemas["Cause"][] }) {
  const { t } = useTranslation("bottlenecks");
  const format = useFormat();
  const said = useValueName();
  const [chosen, setChosen] = useState(causes[0]?.dimension);
  const cause = causes.find((one) => one.dimension === chosen) ?? causes[0];
  if (!cause) return null;
  const points = (share: number) => t("points", { points: `${share > 0 ? "+" : ""}${format.number(share * 100, 2)}` });
  const rest = cause.parts.slice(MOST);
  const sum = (key: "rate" | "mix") => rest.reduce((total, one) => total + one[key], 0);
  return (
    <section>
      <div className={css.row}>
        <h3 className={own.small}>{t("causes")}</h3>
        {causes.length > 1 ? <Segmented size="small" aria-label={t("dimension")} value={cause.dimension} options={causes.map((one) => one.dimension)} onChange={setChosen} /> : <bdi>{cause.dimension}</bdi>}
      </div>
      <div className={twin.scroll} tabIndex={0} role="region" aria-label={`${t("causes")} · ${cause.dimension}`}>
        <table className={twin.twin}>
          <thead>
            <tr>
              <th scope="col">{cause.dimension}</th>
              {(["rateBefore", "rateNow", "rateEffect", "mixEffect", "whole"] as const).map((key) => <th key={key} scope="col" className={twin.number} title={key.endsWith("Effect") ? t(`why.${key as "rateEffect"}`) : undefined}>{t(key)}</th>)}
            </tr>
          </thead>
          <tbody>
            {cause.parts.slice(0, MOST).map((one) => (
              <tr key={said(one.value)}>
                <th scope="row"><bdi>{said(one.value)}</bdi></th>
                <td className={twin.number}>{format.percent(one.rate_before)}</td>
                <td className={twin.number}>{format.percent(one.rate_now)}</td>
                <td className={twin.number}>{points(one.rate)}</td>
                <td className={twin.number}>{points(one.mix)}</td>
                <td className={twin.number}>{points(one.rate + one.mix)}</td>
              </tr>
            ))}
            {rest.length ? (
              <tr>
                <th scope="row">{t("rest", { count: rest.length })}</th>
                <td /><td />
                <td className={twin.number}>{points(sum("rate"))}</td>
                <td className={twin.number}>{points(sum("mix"))}</td>
                <td className={twin.number}>{points(sum("rate") + sum("mix"))}</td>
              </tr>
            ) : null}
            <tr>
              <th scope="row"><b>{t("everybody")}</b></th>
              <td /><td />
              <td className={twin.number}><b>{points(cause.rate)}</b></td>
              <td className={twin.number}><b>{points(cause.mix)}</b></td>
              <td className={twin.number}><b>{points(cause.change)}</b></td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
