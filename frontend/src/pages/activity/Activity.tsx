/** Activity: of the active people of each interval who is new, who came back, who stayed; and who did not. */
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { ChartHandle } from "@/chart";
import { TimeRangePicker } from "@/shared/query";
import { activityBody, ANYTHING, EventPanel, ranged, readActivity, ReportFrame, useAnswer, useQuestion } from "@/shared/report";
import { Result } from "./Result";

type Lives = Schemas["Lives"];

export default function Activity() {
  const { t } = useTranslation("explore");
  const { t: query } = useTranslation("query");
  const { asked, set, broken, waiting } = useQuestion(readActivity, ANYTHING);
  const body = useMemo(() => (waiting ? undefined : activityBody(asked)), [asked, waiting]);
  const answer = useAnswer<Lives>("lifecycle", body);
  const chart = useRef<ChartHandle>(null);
  return (
    <ReportFrame
      kind="lifecycle"
      title={t("activity.title")}
      body={body}
      answer={answer}
      broken={broken}
      waiting={waiting}
      chart={chart}
      times={answer.data?.buckets}
      tools={<TimeRangePicker value={asked} onChange={(range) => set((now) => ranged(now, range))} />}
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
      {(lives) => <Result asked={asked} body={body!} lives={lives} set={set} chart={chart} />}
    </ReportFrame>
  );
}
