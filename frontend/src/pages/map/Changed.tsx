/** How a number changed since the time or version it is laid beside: by how much, how sure that is, or that chance will do. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { Good } from "@/chart";
import { useFormat } from "@/shared/useFormat";
import css from "./Map.module.css";

export type Change = Schemas["NumberChange"];
/** What a number is: decides how its change is said. */
export type Unit = "count" | "share" | "seconds" | "score";

interface Props {
  change: Change | null | undefined;
  as: Unit;
  good?: Good;
}

export function Changed({ change, as, good = "neither" }: Props) {
  const { t } = useTranslation("maps");
  const { value, gap, bound } = useSaid();
  if (!change || change.before === null) return null;
  if (!change.change) return <small className={css.change}>{t("was", { value: value(change.before, as) })}</small>;
  const { value: by, low, high } = change.change;
  const between = { low: bound(low, as), high: bound(high, as) };
  const way = good === "neither" || !change.clear ? undefined : by > 0 === (good === "up") ? "better" : "worse";
  return (
    <small className={css.change} data-way={way} title={t("changeWhy", { before: value(change.before, as), ...between })}>
      {change.clear ? `${by > 0 ? "↑" : "↓"} ${t("changed", { change: gap(by, as), ...between })}` : t("withinChance", { change: gap(by, as) })}
    </small>
  );
}

/** A number as it reads, a change of it, and a bound of that change, whose unit stands beside it. */
export function useSaid() {
  const { t } = useTranslation("maps");
  const format = useFormat();
  const value = (n: number | null | undefined, as: Unit) => (as === "share" ? format.percent(n) : as === "seconds" ? format.duration(n) : format.number(n, as === "score" ? 1 : 0));
  const bound = (n: number, as: Unit) => {
    const sign = n > 0 ? "+" : "";
    if (as === "count") return sign + format.percent(n);
    return sign + (as === "seconds" ? format.duration(n) : format.number(as === "share" ? 100 * n : n, 1));
  };
  const gap = (n: number, as: Unit) => (as === "share" ? t("points", { points: bound(n, as) }) : bound(n, as));
  return { value, gap, bound };
}
