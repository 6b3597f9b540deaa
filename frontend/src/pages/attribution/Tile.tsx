/** An attribution on a dashboard: the models side by side. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import type { Attributed } from "./credits";
import { readAttribution } from "./query";
import { Result } from "./Result";

export default function AttributionTile({ query, view, answer, chart }: TileProps<Attributed>) {
  const { t } = useTranslation("dashboards");
  const asked = useMemo(() => readAttribution({ ...query, ...view }), [query, view]);
  if (!asked) return <Empty small title={t("unreadable")} />;
  return <Result bare asked={asked} body={query} answer={answer} onChange={() => undefined} chart={chart} />;
}
