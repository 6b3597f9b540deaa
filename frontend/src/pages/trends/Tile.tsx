/** A trend on a dashboard. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAnnotations } from "@/shared/report";
import { LEGEND, type TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import type { Drawn } from "./lines";
import { readTrend } from "./query";
import { Result } from "./Result";

export default function TrendTile({ query, view, answer, height, chart }: TileProps<Drawn>) {
  const { t } = useTranslation("dashboards");
  const asked = useMemo(() => readTrend({ ...query, ...view }), [query, view]);
  const annotations = useAnnotations(answer.buckets);
  if (!asked) return <Empty small title={t("unreadable")} />;
  return <Result bare={answer.series.length > 1 ? height - LEGEND : height} asked={asked} body={query} answer={answer} onChange={() => undefined} annotations={annotations} chart={chart} />;
}
