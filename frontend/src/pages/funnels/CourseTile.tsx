/** The course of a funnel on a dashboard. */
import type { Schemas } from "@/api/client";
import { LEGEND, tileOf } from "@/shared/report/tile";
import { CourseLines } from "./Course";
import { type Funnel, readFunnel } from "./funnel";
import { useFunnelWords } from "./words";

export default tileOf<Funnel, Schemas["Course"]>(readFunnel, function Course({ asked, query, answer, height, chart }) {
  const words = useFunnelWords(asked);
  const high = answer.breakdown?.length ? height - LEGEND : height;
  return <CourseLines asked={query as unknown as Schemas["CourseBody"]} course={answer} words={words} chart={chart} height={high} />;
});
