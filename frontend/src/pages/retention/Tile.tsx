/** A retention on a dashboard. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import { readRetention } from "./query";
import { Result } from "./Result";

export default function RetentionTile({ query, view, answer, chart }: TileProps<Schemas["Returned"]>) {
  const { t } = useTranslation("dashboards");
  const asked = useMemo(() => readRetention({ ...query, ...view }), [query, view]);
  if (!asked) return <Empty small title={t("unreadable")} />;
  return <Result bare asked={asked} body={query} answer={answer} onChange={() => undefined} chart={chart} />;
}
