/** Activity: of the active people of each interval who is new, who came back, who stayed; and who did not. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { activityBody, ANYTHING, EventPanel, readActivity, ReportFrame, useReport } from "@/shared/report";
import { Result } from "./Result";

type Lives = Schemas["Lives"];

export default function Activity() {
  const { t } = useTranslation("explore");
  const { t: query } = useTranslation("query");
  const { asked, set, frame } = useReport<typeof ANYTHING, Lives>("lifecycle", readActivity, ANYTHING, activityBody);
  return (
    <ReportFrame
      {...frame}
      title={t("activity.title")}
      times={frame.answer.data?.buckets}
      panel={
        <EventPanel
          title={t("activity.event")}
          value={asked}
          onChange={({ event, where }) => set(({ where: _, ...now }) => ({ ...now, event, ...(where && { where }) }))}
          condition={asked.condition}
          onWho={(condition) => set((now) => ({ ...now, condition }))}
        />
      }
      told={t("activity.told", { event: asked.event ?? query("anyEvent") })}
    >
      {(lives) => <Result asked={asked} body={frame.body!} lives={lives} set={set} chart={frame.chart} />}
    </ReportFrame>
  );
}
