/** Funnels: how many people take each step, where they leave, and how long they need. */
import { FunnelPlotOutlined } from "@ant-design/icons";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { ChartHandle } from "@/chart";
import { TimeRangePicker } from "@/shared/query";
import { ReportFrame, useAnswer, useSavedReport } from "@/shared/report";
import { Empty } from "@/shared/states";
import { useUrlQuery } from "@/shared/urlState";
import { asked, EMPTY, type Funnel, readFunnel } from "./funnel";
import { Panel } from "./Panel";
import { Result } from "./Result";
import { useFunnelWords } from "./words";

export default function Funnels() {
  const { t } = useTranslation("funnels");
  const saved = useSavedReport().data;
  const first = useMemo(() => (saved && readFunnel(saved.query)) ?? EMPTY, [saved]);
  const [funnel, set, broken] = useUrlQuery(readFunnel, first);
  const body = useMemo(() => asked(funnel), [funnel]);
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
      chart={chart}
      tools={<TimeRangePicker value={funnel} onChange={(range) => set((now) => withRange(now, range))} />}
      panel={<Panel funnel={funnel} onChange={set} />}
      asking={
        <Empty title={t("asking")} icon={<FunnelPlotOutlined />}>
          {t("askingWhy")}
        </Empty>
      }
      told={words.told}
    >
      {(conversion) => <Result funnel={funnel} body={body!} conversion={conversion} chart={chart} />}
    </ReportFrame>
  );
}

function withRange({ since: _, until: __, ...rest }: Funnel, range: Pick<Funnel, "since" | "until">): Funnel {
  return { ...rest, ...range };
}
