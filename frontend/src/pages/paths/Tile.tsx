/** Paths on a dashboard. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { LEGEND, type TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import type { Ways } from "./drawn";
import { readPaths } from "./query";
import { Result } from "./Result";

export default function PathsTile({ query, view, answer, height, chart }: TileProps<Ways>) {
  const { t } = useTranslation("dashboards");
  const asked = useMemo(() => readPaths({ ...query, ...view }), [query, view]);
  if (!asked) return <Empty small title={t("unreadable")} />;
  return <Result bare={height - LEGEND} asked={asked} body={query} ways={answer} onChange={() => undefined} chart={chart} />;
}
