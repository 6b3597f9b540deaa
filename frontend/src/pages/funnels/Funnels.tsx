/** Funnels: how many people take each step, where they leave, and how long they need. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { ReportFrame, useReport } from "@/shared/report";
import { asked, EMPTY, type Funnel, readFunnel } from "./funnel";
import { Panel } from "./Panel";
import { Result } from "./Result";
import { Suggestion } from "./Suggestion";
import { useFunnelWords } from "./words";

export default function Funnels() {
  const { t } = useTranslation("funnels");
  const { asked: funnel, set, frame } = useReport<Funnel, Schemas["Conversion"], Schemas["FunnelBody"]>("funnel", readFunnel, EMPTY, asked);
  const words = useFunnelWords(funnel);
  return (
    <ReportFrame
      {...frame}
      title={t("title")}
      panel={<Panel funnel={funnel} onChange={set} />}
      asking={<Suggestion choose={(steps) => set((now) => ({ ...now, steps }))} />}
      told={words.told}
    >
      {(conversion) => <Result funnel={funnel} body={frame.body!} conversion={conversion} chart={frame.chart} />}
    </ReportFrame>
  );
}
