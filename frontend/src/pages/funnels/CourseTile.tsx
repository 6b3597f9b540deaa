/** The course of a funnel on a dashboard. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { LEGEND, type TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import { CourseLines } from "./Course";
import { EMPTY, readFunnel } from "./funnel";
import { useFunnelWords } from "./words";

export default function CourseTile({ query, answer, height, chart }: TileProps<Schemas["Course"]>) {
  const { t } = useTranslation("dashboards");
  const funnel = useMemo(() => readFunnel(query), [query]);
  const words = useFunnelWords(funnel ?? EMPTY);
  if (!funnel) return <Empty small title={t("unreadable")} />;
  const high = answer.breakdown?.length ? height - LEGEND : height;
  return <CourseLines asked={query as unknown as Schemas["CourseBody"]} course={answer} words={words} chart={chart} height={high} />;
}
