/** Paths: which way people take from page to page or event to event, and where they leave. */
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ChartHandle } from "@/chart";
import { TimeRangePicker, useSentence } from "@/shared/query";
import { ranged, ReportFrame, useAnswer, useQuestion } from "@/shared/report";
import type { Ways } from "./drawn";
import { Panel } from "./Panel";
import { FIRST, pathsBody, readPaths } from "./query";
import { Result } from "./Result";

export default function Paths() {
  const { t } = useTranslation("paths");
  const { asked, set, broken, waiting } = useQuestion(readPaths, FIRST);
  const body = useMemo(() => (waiting ? undefined : pathsBody(asked)), [asked, waiting]);
  const answer = useAnswer<Ways>("paths", body);
  const chart = useRef<ChartHandle>(null);
  const say = useSentence(asked.condition);
  const told = [t(`node.${asked.node}`), t(`told.${asked.by}`), t("told.once"), ...(asked.condition ? [say(asked.condition)] : [])].join(" · ");
  return (
    <ReportFrame
      kind="paths"
      title={t("title")}
      body={body}
      view={{ show: asked.show }}
      answer={answer}
      broken={broken}
      waiting={waiting}
      chart={chart}
      // The stretch of a funnel has the funnel's range.
      tools={asked.between ? undefined : <TimeRangePicker value={asked} onChange={(range) => set((now) => ranged(now, range))} />}
      panel={<Panel asked={asked} onChange={set} />}
      told={told}
    >
      {(ways) => <Result asked={asked} body={body!} ways={ways} onChange={set} chart={chart} />}
    </ReportFrame>
  );
}
