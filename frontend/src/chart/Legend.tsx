/** Which colour is which; pressing one hides it, pressing again brings it back. */
import { useTranslation } from "react-i18next";
import style from "./Legend.module.css";
import type { Shown } from "./timeOption";

export interface LegendProps {
  series: readonly Pick<Shown, "place" | "name" | "colour">[];
  hidden?: ReadonlySet<number>;
  onToggle?: (hidden: ReadonlySet<number>) => void;
  /** How the period before is called, where it is drawn. */
  previous?: string;
  /** So many more series are not drawn. */
  more?: number;
}

export function Legend({ series, hidden, onToggle, previous, more = 0 }: LegendProps) {
  const { t } = useTranslation("chart");
  const toggle = (place: number) => {
    const next = new Set(hidden);
    if (!next.delete(place)) next.add(place);
    if (next.size < series.length) onToggle?.(next);
  };
  return (
    <ul className={style.legend} aria-label={t("legend")}>
      {series.map(({ place, name, colour }) => (
        <li key={place}>
          <button
            type="button"
            className={style.item}
            aria-pressed={!hidden?.has(place)}
            disabled={!onToggle || series.length < 2}
            onClick={() => toggle(place)}
            title={name}
          >
            <span className={style.dot} style={{ background: colour }} />
            <span className={style.name} dir="auto">{name}</span>
          </button>
        </li>
      ))}
      {previous && (
        <li className={style.note}>
          <span className={style.dashed} /> {previous}
        </li>
      )}
      {more > 0 && <li className={style.note}>{t("more", { count: more })}</li>}
    </ul>
  );
}
