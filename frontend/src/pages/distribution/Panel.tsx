/** What builds the question of a distribution: the event, what is counted of it, the ranges, who, split. */
import { Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { BreakdownPicker, PropertyPicker } from "@/shared/query";
import { EventPanel, Field, Section } from "@/shared/report";
import { cutsOf, type DistributionAsked, EACH, MEASURES, type Measure } from "./query";

interface Props {
  asked: DistributionAsked;
  onChange: (next: (now: DistributionAsked) => DistributionAsked) => void;
}

export function Panel({ asked, onChange }: Props) {
  const { t } = useTranslation("explore");
  const put = (part: Partial<DistributionAsked>) => onChange((now) => ({ ...now, ...part }));
  return (
    <EventPanel
      title={t("distribution.event")}
      value={asked}
      onChange={({ event, where }) => onChange(({ where: _, ...now }) => ({ ...now, event, ...(where && { where }) }))}
      condition={asked.condition}
      onWho={(condition) => put({ condition })}
      after={
        <Section title={t("split")}>
          <BreakdownPicker value={asked.breakdown} event={asked.event} onChange={(breakdown) => put({ breakdown })} />
        </Section>
      }
    >
      <Section title={t("distribution.counted")}>
        <Select<Measure>
          value={asked.measure}
          aria-label={t("distribution.counted")}
          options={MEASURES.map((value) => ({ value, label: t(`distribution.measure.${value}`) }))}
          onChange={(measure) => put({ measure, cuts: undefined })}
        />
        {asked.measure === "sum" && (
          <PropertyPicker
            of={["event"]}
            event={asked.event}
            label={t("distribution.property")}
            placeholder={t("distribution.property")}
            value={asked.property ? { of: "event", property: asked.property } : undefined}
            onChange={({ property }) => put({ property, cuts: undefined })}
          />
        )}
        <Cuts asked={asked} onChange={onChange} />
        <Field label={t("distribution.each")}>
          <Select<DistributionAsked["interval"] | "whole">
            value={asked.interval ?? "whole"}
            aria-label={t("distribution.each")}
            popupMatchSelectWidth={false}
            options={[{ value: "whole", label: t("distribution.wholeRange") }, ...EACH.map((value) => ({ value, label: t(`by.${value}`) }))]}
            onChange={(interval) => put({ interval: interval === "whole" ? undefined : interval })}
          />
        </Field>
      </Section>
    </EventPanel>
  );
}

/** Where ranges begin: asked when the field is left or Enter is pressed; nothing = as the numbers suggest. */
function Cuts({ asked, onChange }: Props) {
  const { t } = useTranslation("explore");
  const kept = (asked.cuts ?? []).join(", ");
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const empty = text.trim() === "";
  const found = empty ? undefined : cutsOf(text);
  const keep = () => (empty || found) && text !== kept && onChange((now) => ({ ...now, cuts: found }));
  return (
    <Field label={t("distribution.cuts")} hint={t("distribution.cutsHint")}>
      <Input
        value={text}
        style={{ width: 160 }}
        status={empty || found ? undefined : "error"}
        aria-label={t("distribution.cuts")}
        aria-invalid={!(empty || found)}
        placeholder={t("distribution.cutsAuto")}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={keep}
        onBlur={keep}
      />
    </Field>
  );
}
