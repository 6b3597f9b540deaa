/** Retention: who comes back, by the time they started and the time that has passed since. */
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { ChartHandle } from "@/chart";
import { useProject } from "@/session/useProject";
import { TimeRangePicker } from "@/shared/query";
import { ranged, ReportFrame, useAnswer, useQuestion } from "@/shared/report";
import { Empty } from "@/shared/states";
import { Panel } from "./Panel";
import { first, readRetention, retentionBody } from "./query";
import { Result } from "./Result";

export default function Retention() {
  const { t } = useTranslation("retention");
  const signUp = useProject().key_events.sign_up;
  const fallback = useMemo(() => readRetention({ ...first(null), start: signUp ?? undefined }) ?? first(null), [signUp]);
  const { asked, set, broken, waiting } = useQuestion(readRetention, fallback);
  const body = useMemo(() => (waiting ? undefined : retentionBody(asked)), [asked, waiting]);
  const answer = useAnswer<Schemas["Returned"]>("retention", body);
  const chart = useRef<ChartHandle>(null);
  const told = t("told", {
    kind: t(`startKind.${asked.start_kind}`),
    start: asked.start.event ?? t("anyEvent"),
    back: asked.return.event ?? t("anyEvent"),
    measure: t(`measure.${asked.measure}`),
    clock: t(`clock.${asked.clock}`),
  });
  return (
    <ReportFrame
      kind="retention"
      title={t("title")}
      body={body}
      view={{ show: asked.show }}
      answer={answer}
      broken={broken}
      waiting={waiting}
      chart={chart}
      tools={<TimeRangePicker value={asked} onChange={(range) => set((now) => ranged(now, range))} />}
      panel={<Panel asked={asked} onChange={set} />}
      asking={<Empty title={t("asking")} />}
      told={told}
    >
      {(returned) => <Result asked={asked} body={body!} answer={returned} onChange={set} chart={chart} />}
    </ReportFrame>
  );
}
