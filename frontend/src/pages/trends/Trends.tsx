/** Trends: how much over time, in up to five series, split, compared and combined. */
import { useTranslation } from "react-i18next";
import { ReportFrame, useAnnotations, useReport } from "@/shared/report";
import { TimeRangePicker } from "@/shared/query";
import { Empty } from "@/shared/states";
import { Panel } from "./Panel";
import { FIRST, readTrend, trendBody, type TrendAsked, withRange } from "./query";
import type { Drawn } from "./lines";
import { Result } from "./Result";
import { useSeriesName } from "./names";

export default function Trends() {
  const { t } = useTranslation("trends");
  const { asked, set, frame } = useReport<TrendAsked, Drawn>("trend", readTrend, FIRST, trendBody);
  const annotations = useAnnotations(frame.answer.data?.buckets);
  const name = useSeriesName();
  return (
    <ReportFrame
      {...frame}
      title={t("title")}
      view={{ show: asked.show, ...(asked.percent && { percent: true }) }}
      times={frame.answer.data?.buckets}
      tools={<TimeRangePicker value={asked} onChange={(range) => set((now) => withRange(now, range))} />}
      panel={<Panel asked={asked} onChange={set} />}
      asking={<Empty title={t("asking")}>{t("askingWhy")}</Empty>}
      told={asked.series.map((one) => name(one)).join(" · ")}
    >
      {(drawn) => <Result asked={asked} body={frame.body!} answer={drawn} onChange={set} annotations={annotations} chart={frame.chart} />}
    </ReportFrame>
  );
}
