/** What goes with converting, on a dashboard. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import { Rows } from "./Factors";
import { EMPTY, readFunnel } from "./funnel";
import { useFunnelWords } from "./words";

export default function FactorsTile({ query, answer, chart }: TileProps<Schemas["Factors"]>) {
  const { t } = useTranslation("dashboards");
  const funnel = useMemo(() => readFunnel(query), [query]);
  const words = useFunnelWords(funnel ?? EMPTY);
  if (!funnel) return <Empty small title={t("unreadable")} />;
  return <Rows asked={query as unknown as Schemas["CorrelationBody"]} found={answer} words={words} chart={chart} />;
}
