/** Sessions on a dashboard: the course of what their page shows. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAnnotations } from "@/shared/report";
import type { TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import { readSessions } from "./query";
import { Result, type SessionsTold } from "./Result";

export default function SessionsTile({ query, view, answer, height, chart }: TileProps<SessionsTold>) {
  const { t } = useTranslation("dashboards");
  const asked = useMemo(() => readSessions({ ...query, ...view }), [query, view]);
  const annotations = useAnnotations(useMemo(() => answer.series.map((one) => one.start), [answer]));
  if (!asked) return <Empty small title={t("unreadable")} />;
  return <Result bare={height} asked={asked} body={query} found={answer} onChange={() => undefined} annotations={annotations} chart={chart} />;
}
