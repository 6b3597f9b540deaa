/** Sessions on a dashboard: the course of what their page shows. */
import { useMemo } from "react";
import { useAnnotations } from "@/shared/report";
import { tileOf } from "@/shared/report/tile";
import { readSessions, type SessionsAsked } from "./query";
import { Result, type SessionsTold } from "./Result";

export default tileOf<SessionsAsked, SessionsTold>(readSessions, function Sessions({ asked, query, answer, height, chart }) {
  const annotations = useAnnotations(useMemo(() => answer.series.map((one) => one.start), [answer]));
  return <Result bare={height} asked={asked} body={query} found={answer} onChange={() => undefined} annotations={annotations} chart={chart} />;
});
