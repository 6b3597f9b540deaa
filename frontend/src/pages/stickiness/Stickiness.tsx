/** Stickiness: on how many days (or in how many weeks or months) people do something. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { last } from "@/shared/query";
import { type Activity, activityBody, ANYTHING, EventPanel, readActivity, ReportFrame, useReport } from "@/shared/report";
import { Result } from "./Result";

type Histogram = Schemas["Histogram"];
/** L28: of four whole weeks, so that every day of the week counts alike. */
const FIRST: Activity = { ...ANYTHING, ...last(28) };

export default function Stickiness() {
  const { t } = useTranslation("explore");
  const { t: query } = useTranslation("query");
  const { asked, set, frame } = useReport<Activity, Histogram>("stickiness", readActivity, FIRST, activityBody);
  return (
    <ReportFrame
      {...frame}
      title={t("stickiness.title")}
      panel={
        <EventPanel
          title={t("stickiness.event")}
          value={asked}
          onChange={({ event, where }) => set(({ where: _, ...now }) => ({ ...now, event, ...(where && { where }) }))}
          condition={asked.condition}
          onWho={(condition) => set((now) => ({ ...now, condition }))}
        />
      }
      told={t("stickiness.told", { event: asked.event ?? query("anyEvent"), unit: t(`stickiness.unit.${asked.interval}`) })}
    >
      {(histogram) => <Result asked={asked} body={frame.body!} histogram={histogram} set={set} chart={frame.chart} />}
    </ReportFrame>
  );
}
