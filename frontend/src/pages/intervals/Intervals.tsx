/** Intervals: how long people need from one event to the next of another kind. */
import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { BreakdownPicker, PropertyPicker, SpanField } from "@/shared/query";
import { EventBox, EventPanel, Field, ReportFrame, Section, useReport } from "@/shared/report";
import { first, intervalBody, type IntervalAsked, type Pair, PAIRS, readInterval } from "./query";
import { Result } from "./Result";

export default function Intervals() {
  const { t } = useTranslation("explore");
  const { t: query } = useTranslation("query");
  const { sign_up: from, revenue: to } = useProject().key_events;
  const fallback = useMemo(() => readInterval({ ...first(null), from: from ?? undefined, to: to ?? undefined }) ?? first(null), [from, to]);
  const { asked, set, frame } = useReport<IntervalAsked, Schemas["Lengths"]>("interval", readInterval, fallback, intervalBody);
  return (
    <ReportFrame
      {...frame}
      title={t("gap.title")}
      panel={<Panel asked={asked} onChange={set} />}
      told={t("gap.told", { from: asked.from.event ?? query("anyEvent"), to: asked.to.event ?? query("anyEvent"), pair: t(`gap.pair.${asked.pair}`) })}
    >
      {(lengths) => <Result body={frame.body!} answer={lengths} chart={frame.chart} />}
    </ReportFrame>
  );
}

interface Props {
  asked: IntervalAsked;
  onChange: (next: (now: IntervalAsked) => IntervalAsked) => void;
}

function Panel({ asked, onChange }: Props) {
  const { t } = useTranslation("explore");
  const put = (part: Partial<IntervalAsked>) => onChange((now) => ({ ...now, ...part }));
  return (
    <EventPanel
      title={t("gap.from")}
      value={asked.from}
      onChange={(from) => put({ from })}
      condition={asked.condition}
      onWho={(condition) => put({ condition })}
      after={
        <Section title={t("split")}>
          <BreakdownPicker value={asked.breakdown} event={asked.from.event} onChange={(breakdown) => put({ breakdown })} />
        </Section>
      }
    >
      <Section title={t("gap.to")}>
        <EventBox label={t("gap.to")} value={asked.to} onChange={(to) => put({ to })} />
      </Section>
      <Section title={t("gap.counted")}>
        <Select<Pair>
          value={asked.pair}
          aria-label={t("gap.counted")}
          options={PAIRS.map((value) => ({ value, label: t(`gap.pair.${value}`) }))}
          onChange={(pair) => put({ pair })}
        />
        <Field label={t("gap.window")}>
          <SpanField label={t("gap.window")} value={asked.window} onChange={(window) => put({ window })} />
        </Field>
        <Field label={t("gap.hold")} hint={t("gap.holdWhy")}>
          <PropertyPicker
            of={["event"]}
            label={t("gap.hold")}
            placeholder={t("gap.holdNone")}
            value={asked.hold ? { of: "event", property: asked.hold } : undefined}
            onChange={({ property }) => put({ hold: property })}
            onClear={asked.hold ? () => put({ hold: undefined }) : undefined}
          />
        </Field>
      </Section>
    </EventPanel>
  );
}
