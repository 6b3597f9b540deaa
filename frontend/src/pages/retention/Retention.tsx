/** Retention: who comes back, by the time they started and the time that has passed since. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { ReportFrame, useReport } from "@/shared/report";
import { Empty } from "@/shared/states";
import { Panel } from "./Panel";
import { first, readRetention, type RetentionAsked, retentionBody } from "./query";
import { Result } from "./Result";

export default function Retention() {
  const { t } = useTranslation("retention");
  const signUp = useProject().key_events.sign_up;
  const fallback = useMemo(() => readRetention({ ...first(null), start: signUp ?? undefined }) ?? first(null), [signUp]);
  const { asked, set, frame } = useReport<RetentionAsked, Schemas["Returned"]>("retention", readRetention, fallback, retentionBody);
  const told = t("told", {
    kind: t(`startKind.${asked.start_kind}`),
    start: asked.start.event ?? t("anyEvent"),
    back: asked.return.event ?? t("anyEvent"),
    measure: t(`measure.${asked.measure}`),
    clock: t(`clock.${asked.clock}`),
  });
  return (
    <ReportFrame
      {...frame}
      title={t("title")}
      view={{ show: asked.show }}
      panel={<Panel asked={asked} onChange={set} />}
      asking={<Empty title={t("asking")} />}
      told={told}
    >
      {(returned) => <Result asked={asked} body={frame.body!} answer={returned} onChange={set} chart={frame.chart} />}
    </ReportFrame>
  );
}
