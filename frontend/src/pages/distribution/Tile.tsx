/** A distribution on a dashboard. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { LEGEND, type TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import { readDistribution } from "./query";
import { Result } from "./Result";

export default function DistributionTile({ query, view, answer, height, chart }: TileProps<Schemas["Ranged"]>) {
  const { t } = useTranslation("dashboards");
  const asked = useMemo(() => readDistribution({ ...query, ...view }), [query, view]);
  if (!asked) return <Empty small title={t("unreadable")} />;
  return <Result bare={answer.breakdown?.length ? height - LEGEND : height} asked={asked} body={query} answer={answer} chart={chart} />;
}
