/** Stickiness: on how many days (or in how many weeks or months) people do something. */
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { ChartHandle } from "@/chart";
import { last, TimeRangePicker } from "@/shared/query";
import { type Activity, activityBody, ANYTHING, EventPanel, ranged, readActivity, ReportFrame, useAnswer, useQuestion } from "@/shared/report";
import { Result } from "./Result";

type Histogram = Schemas["Histogram"];
/** L28: of four whole weeks, so that every day of the week counts alike. */
const FIRST: Activity = { ...ANYTHING, ...last(28) };

export default function Stickiness() {
  const { t } = useTranslation("explore");
  const { t: query } = useTranslation("query");
  const { asked, set, broken, waiting } = useQuestion(readActivity, FIRST);
  const body = useMemo(() => (waiting ? undefined : activityBody(asked)), [asked, waiting]);
  const answer = useAnswer<Histogram>("stickiness", body);
  const chart = useRef<ChartHandle>(null);
  return (
    <ReportFrame
      kind="stickiness"
      title={t("stickiness.title")}
      body={body}
      answer={answer}
      broken={broken}
      waiting={waiting}
      chart={chart}
      tools={<TimeRangePicker value={asked} onChange={(range) => set((now) => ranged(now, range))} />}
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
      {(histogram) => <Result asked={asked} body={body!} histogram={histogram} set={set} chart={chart} />}
    </ReportFrame>
  );
}
