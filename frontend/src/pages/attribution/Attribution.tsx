/** Attribution: which channel a conversion is owed to, by every model side by side, each labelled for what it is. */
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ChartHandle } from "@/chart";
import { useProject } from "@/session/useProject";
import { TimeRangePicker } from "@/shared/query";
import { useEventNames } from "@/shared/query/catalog";
import { ranged, ReportFrame, useAnswer, useQuestion } from "@/shared/report";
import type { Attributed } from "./credits";
import { Panel } from "./Panel";
import { attributionBody, first, readAttribution } from "./query";
import { Result } from "./Result";

const CLICKS = "ad_click";

export default function Attribution() {
  const { t } = useTranslation("attribution");
  const { revenue } = useProject().key_events;
  const clicks = useEventNames(CLICKS);
  const click = clicks.data?.pages[0]?.items.find((one) => one.name.startsWith(CLICKS))?.name ?? null;
  const fallback = useMemo(
    () => readAttribution({ ...first({ event: "order_paid" }, "revenue", click), ...(revenue && { conversion: revenue, value: revenue.property }) })!,
    [revenue, click],
  );
  const { asked, set, broken, waiting } = useQuestion(readAttribution, fallback);
  const coming = waiting || clicks.isPending;
  const body = useMemo(() => (coming ? undefined : attributionBody(asked)), [asked, coming]);
  const answer = useAnswer<Attributed>("attribution", body);
  const chart = useRef<ChartHandle>(null);
  const told = t("told", {
    conversion: asked.conversion.event ?? t("anyEvent"),
    touch: asked.touch.event ?? t("anyEvent"),
    channel: asked.channel,
  });
  return (
    <ReportFrame
      kind="attribution"
      title={t("title")}
      body={body}
      view={{ show: asked.show }}
      answer={answer}
      broken={broken}
      waiting={coming}
      chart={chart}
      tools={<TimeRangePicker value={asked} onChange={(range) => set((now) => ranged(now, range))} />}
      panel={<Panel asked={asked} onChange={set} />}
      told={told}
    >
      {(found) => <Result asked={asked} body={body!} answer={found} onChange={set} chart={chart} />}
    </ReportFrame>
  );
}
