/** Stickiness on a dashboard. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { readActivity } from "@/shared/report";
import type { TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import { Result } from "./Result";

export default function StickinessTile({ query, answer, height, chart }: TileProps<Schemas["Histogram"]>) {
  const { t } = useTranslation("dashboards");
  const asked = useMemo(() => readActivity(query), [query]);
  if (!asked) return <Empty small title={t("unreadable")} />;
  return <Result bare={height} asked={asked} body={query} histogram={answer} set={() => undefined} chart={chart} />;
}
