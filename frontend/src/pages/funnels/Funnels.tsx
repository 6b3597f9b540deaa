/** Funnels: how many people take each step, where they leave, and how long they need. */
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { ChartHandle } from "@/chart";
import { TimeRangePicker } from "@/shared/query";
import { ranged, ReportFrame, useAnswer, useQuestion } from "@/shared/report";
import { asked, EMPTY, readFunnel } from "./funnel";
import { Panel } from "./Panel";
import { Result } from "./Result";
import { Suggestion } from "./Suggestion";
import { useFunnelWords } from "./words";

export default function Funnels() {
  const { t } = useTranslation("funnels");
  const { asked: funnel, set, broken, waiting } = useQuestion(readFunnel, EMPTY);
  const body = useMemo(() => (waiting ? undefined : asked(funnel)), [funnel, waiting]);
  const answer = useAnswer<Schemas["Conversion"]>("funnel", body);
  const chart = useRef<ChartHandle>(null);
  const words = useFunnelWords(funnel);
  return (
    <ReportFrame
      kind="funnel"
      title={t("title")}
      body={body}
      answer={answer}
      broken={broken}
      waiting={waiting}
      chart={chart}
      tools={<TimeRangePicker value={funnel} onChange={(range) => set((now) => ranged(now, range))} />}
      panel={<Panel funnel={funnel} onChange={set} />}
      asking={<Suggestion choose={(steps) => set((now) => ({ ...now, steps }))} />}
      told={words.told}
    >
      {(conversion) => <Result funnel={funnel} body={body!} conversion={conversion} chart={chart} />}
    </ReportFrame>
  );
}
