/** Distribution: how people are spread over how often, on how many days, or for how much they do something. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { ReportFrame, useReport } from "@/shared/report";
import { Empty } from "@/shared/states";
import { Panel } from "./Panel";
import { type DistributionAsked, distributionBody, FIRST, readDistribution } from "./query";
import { Result } from "./Result";

export default function Distribution() {
  const { t } = useTranslation("explore");
  const { t: query } = useTranslation("query");
  const { asked, set, frame } = useReport<DistributionAsked, Schemas["Ranged"]>("distribution", readDistribution, FIRST, distributionBody);
  return (
    <ReportFrame
      {...frame}
      title={t("distribution.title")}
      panel={<Panel asked={asked} onChange={set} />}
      asking={<Empty title={t("distribution.asking")} />}
      told={t("distribution.told", { event: asked.event ?? query("anyEvent"), measure: t(`distribution.measure.${asked.measure}`) })}
    >
      {(ranges) => <Result asked={asked} body={frame.body!} answer={ranges} chart={frame.chart} />}
    </ReportFrame>
  );
}
