/** Trends: how much over time, in up to five series, split, compared and combined. */
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ChartHandle } from "@/chart";
import { ReportFrame, useAnnotations, useAnswer, useQuestion } from "@/shared/report";
import { TimeRangePicker } from "@/shared/query";
import { Empty } from "@/shared/states";
import { Panel } from "./Panel";
import { FIRST, readTrend, trendBody, withRange } from "./query";
import type { Drawn } from "./lines";
import { Result } from "./Result";
import { useSeriesName } from "./names";

export default function Trends() {
  const { t } = useTranslation("trends");
  const { asked, set, broken, waiting } = useQuestion(readTrend, FIRST);
  const body = useMemo(() => (waiting ? undefined : trendBody(asked)), [asked, waiting]);
  const answer = useAnswer<Drawn>("trend", body);
  const annotations = useAnnotations(answer.data?.buckets);
  const chart = useRef<ChartHandle>(null);
  const name = useSeriesName();
  return (
    <ReportFrame
      kind="trend"
      title={t("title")}
      body={body}
      view={{ show: asked.show, ...(asked.percent && { percent: true }) }}
      answer={answer}
      broken={broken}
      waiting={waiting}
      chart={chart}
      times={answer.data?.buckets}
      tools={<TimeRangePicker value={asked} onChange={(range) => set((now) => withRange(now, range))} />}
      panel={<Panel asked={asked} onChange={set} />}
      asking={<Empty title={t("asking")}>{t("askingWhy")}</Empty>}
      told={asked.series.map((one) => name(one)).join(" · ")}
    >
      {(drawn) => <Result asked={asked} body={body!} answer={drawn} onChange={set} annotations={annotations} chart={chart} />}
    </ReportFrame>
  );
}
