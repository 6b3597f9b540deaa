/** Distribution: how people are spread over how often, on how many days, or for how much they do something. */
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { ChartHandle } from "@/chart";
import { TimeRangePicker } from "@/shared/query";
import { ranged, ReportFrame, useAnswer, useQuestion } from "@/shared/report";
import { Empty } from "@/shared/states";
import { Panel } from "./Panel";
import { distributionBody, FIRST, readDistribution } from "./query";
import { Result } from "./Result";

export default function Distribution() {
  const { t } = useTranslation("explore");
  const { t: query } = useTranslation("query");
  const { asked, set, broken, waiting } = useQuestion(readDistribution, FIRST);
  const body = useMemo(() => (waiting ? undefined : distributionBody(asked)), [asked, waiting]);
  const answer = useAnswer<Schemas["Ranged"]>("distribution", body);
  const chart = useRef<ChartHandle>(null);
  return (
    <ReportFrame
      kind="distribution"
      title={t("distribution.title")}
      body={body}
      answer={answer}
      broken={broken}
      waiting={waiting}
      chart={chart}
      tools={<TimeRangePicker value={asked} onChange={(range) => set((now) => ranged(now, range))} />}
      panel={<Panel asked={asked} onChange={set} />}
      asking={<Empty title={t("distribution.asking")} />}
      told={t("distribution.told", { event: asked.event ?? query("anyEvent"), measure: t(`distribution.measure.${asked.measure}`) })}
    >
      {(ranges) => <Result asked={asked} body={body!} answer={ranges} chart={chart} />}
    </ReportFrame>
  );
}
