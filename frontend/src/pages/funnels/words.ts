/** What the parts of a funnel are called. */
import { useTranslation } from "react-i18next";
import { spanOf, useSentence } from "@/shared/query";
import { useValueName } from "@/shared/report";
import type { Funnel, Step } from "./funnel";

export function useFunnelWords(funnel: Funnel) {
  const { t } = useTranslation("funnels");
  const { t: query } = useTranslation("query");
  const say = useSentence(funnel.condition);
  const name = (step: Step) => step.name || (step.event ?? query("anyEvent"));
  /** A value of the breakdown. */
  const value = useValueName();
  const [unit, amount] = spanOf(funnel.window);
  const window = query(`span.${unit}`, { count: amount });
  const told = [
    funnel.steps.map(name).join(" → "),
    t(`order.${funnel.order}`),
    t("withinWindow", { window }),
    ...(funnel.hold ? [t("held", { property: funnel.hold })] : []),
    ...(funnel.condition ? [say(funnel.condition)] : []),
  ].join(" · ");
  return { name, value, window, told };
}
