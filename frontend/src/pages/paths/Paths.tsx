/** Paths: which way people take from page to page or event to event, and where they leave. */
import { useTranslation } from "react-i18next";
import { useSentence } from "@/shared/query";
import { ReportFrame, useReport } from "@/shared/report";
import type { Ways } from "./drawn";
import { Panel } from "./Panel";
import { FIRST, type PathsAsked, pathsBody, readPaths } from "./query";
import { Result } from "./Result";

export default function Paths() {
  const { t } = useTranslation("paths");
  const { asked, set, frame } = useReport<PathsAsked, Ways>("paths", readPaths, FIRST, pathsBody);
  const say = useSentence(asked.condition);
  const told = [t(`node.${asked.node}`), t(`told.${asked.by}`), t("told.once"), ...(asked.condition ? [say(asked.condition)] : [])].join(" · ");
  return (
    <ReportFrame
      {...frame}
      title={t("title")}
      view={{ show: asked.show }}
      // The stretch of a funnel has the funnel's range.
      tools={asked.between ? undefined : frame.tools}
      panel={<Panel asked={asked} onChange={set} />}
      told={told}
    >
      {(ways) => <Result asked={asked} body={frame.body!} ways={ways} onChange={set} chart={frame.chart} />}
    </ReportFrame>
  );
}
