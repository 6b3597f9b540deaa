/** Boxes side by side: half of the values in the box, nine tenths between the whiskers, the numbers beside them. */
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/useFormat";
import style from "./Boxes.module.css";
import twin from "./Twin.module.css";
import type { BoxesProps } from "./types";

const QUANTILES = ["p5", "p25", "p50", "p75", "p95", "mean"] as const;

export function Boxes({ label, boxes, format, onBox }: BoxesProps) {
  const { t } = useTranslation("chart");
  const formats = useFormat();
  const most = Math.max(...boxes.map((box) => Math.max(box.p95 ?? 0, box.mean ?? 0)), 1e-9);
  const at = (value: number) => `${(100 * value) / most}%`;
  return (
    <div className={twin.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={twin.twin}>
        <thead>
          <tr>
            <th scope="col">{label}</th>
            <th scope="col" className={style.wide}><span className={style.legend}>{t("box.legend")}</span></th>
            <th scope="col" className={twin.number}>{t("box.intervals")}</th>
            <th scope="col" className={twin.number}>{t("box.people")}</th>
            {QUANTILES.map((one) => (
              <th key={one} scope="col" className={twin.number}>{t(`box.${one}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {boxes.map((box, place) => (
            <tr key={place}>
              <th scope="row" title={box.name}><bdi>{box.name}</bdi></th>
              <td className={style.wide} aria-hidden>
                {box.p50 === null ? null : (
                  <div className={style.line}>
                    <i className={style.whisker} style={{ left: at(box.p5!), width: at(box.p95! - box.p5!) }} />
                    <i className={style.box} style={{ left: at(box.p25!), width: at(box.p75! - box.p25!) }} />
                    <i className={style.median} style={{ left: at(box.p50) }} />
                    <i className={style.mean} style={{ left: at(box.mean!) }} />
                  </div>
                )}
              </td>
              <td className={twin.number}>{formats.number(box.intervals)}</td>
              <td className={twin.number}>
                {onBox && box.people > 0 ? (
                  <button type="button" className={twin.press} onClick={() => onBox(place)}>{formats.number(box.people)}</button>
                ) : (
                  formats.number(box.people)
                )}
              </td>
              {QUANTILES.map((one) => (
                <td key={one} className={twin.number}>{format(box[one])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
