/** What gets in the way there: what happens more often than before, and who stays far longer before they are lost. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import css from "../map/Map.module.css";
import own from "./Bottlenecks.module.css";
import { useSignal } from "./useTable";

const MOST = 4;

export function Friction({ signals, name }: { signals: readonly Schemas["Signal"][]; name: (key: string) => string }) {
  const { t } = useTranslation("bottlenecks");
  const signal = useSignal(name);
  const clear = signals.filter((one) => one.clear).slice(0, MOST);
  if (!clear.length) return null;
  return (
    <section>
      <h3 className={own.small}>{t("friction")}</h3>
      <ul className={own.signals}>
        {clear.map((one) => {
          const { says, share } = signal(one);
          return <li key={`${one.kind} ${one.name}`}><bdi>{says}</bdi> <span className={css.number}>{share}</span></li>;
        })}
      </ul>
    </section>
  );
}
