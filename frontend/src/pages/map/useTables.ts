/** The map's numbers as tables: in words and formats for the eye, and raw for a file. */
import { useTranslation } from "react-i18next";
import type { Table } from "@/chart";
import { useSaid } from "./Changed";
import { type Heads, linesOf, type Outline, tableOf } from "./lines";
import { type Numbers, useStageName } from "./useMaps";

export function useTables(map: Outline, numbers: Numbers): { shown: () => Table; file: () => Table } {
  const { t } = useTranslation("maps");
  const stage = useStageName();
  const said = useSaid();
  const heads: Heads = {
    plain: [t("lane.stage"), t("lane.touchpoint"), t("head.number"), t("head.now")],
    compared: [t("head.before"), t("head.change"), t("head.from"), t("head.to"), t("head.chance")],
    clear: t("head.clear"),
    chance: t("head.alike"),
  };
  const lines = linesOf(map, numbers, {
    stage,
    people: t("lane.people"),
    bounce: t("lane.bounce"),
    dwell: t("lane.dwell"),
    stars: t("goal.stars"),
    next: (name) => t("rateTo", { name }),
    time: (name) => t("timeTo", { name }),
    complaint: (topic) => t("complaint", { topic }),
  });
  const compared = numbers.before !== null;
  return {
    shown: () => tableOf(lines, heads, compared, said.value, said.gap),
    file: () => tableOf(lines, heads, compared, (n) => n, (n) => n),
  };
}
