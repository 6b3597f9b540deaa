/** What builds the question: which conversions, which touches, how far back. */
import { InputNumber, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { ConditionBuilder, PropertyPicker, SpanField } from "@/shared/query";
import { EventBox, Field, Section } from "@/shared/report";
import style from "./Attribution.module.css";
import type { AttributionAsked } from "./query";

interface Props {
  asked: AttributionAsked;
  onChange: (next: (now: AttributionAsked) => AttributionAsked) => void;
}

const EVENT = ["event"] as const;
const NUMBER = ["number"] as const;
const UNITS = ["hours", "days", "weeks"] as const;

export function Panel({ asked, onChange }: Props) {
  const { t } = useTranslation("attribution");
  const put = (part: Partial<AttributionAsked>) => onChange((now) => ({ ...now, ...part }));
  return (
    <div className={style.panel}>
      <Section title={t("conversion")}>
        <EventBox any={false} label={t("conversion")} value={asked.conversion} onChange={(conversion) => put({ conversion })} />
        <PropertyPicker
          of={EVENT}
          types={NUMBER}
          event={asked.conversion.event}
          label={t("value")}
          placeholder={t("noValue")}
          value={asked.value ? { of: "event", property: asked.value } : undefined}
          onClear={() => onChange(({ value: _, ...now }) => now)}
          onChange={({ property }) => put({ value: property })}
        />
      </Section>
      <Section title={t("touch")}>
        <EventBox label={t("touch")} value={asked.touch} onChange={(touch) => put({ touch })} />
        <PropertyPicker
          of={EVENT}
          event={asked.touch.event}
          label={t("channel")}
          value={{ of: "event", property: asked.channel }}
          onChange={({ property }) => put({ channel: property })}
        />
      </Section>
      <Section title={t("settings")}>
        <Field label={t("lookback")}>
          <SpanField label={t("lookback")} value={asked.lookback} units={UNITS} onChange={(lookback) => put({ lookback })} />
        </Field>
        <Field label={t("halfLife")}>
          <InputNumber min={0.1} max={366} value={asked.half_life} aria-label={t("halfLife")} onChange={(half_life) => half_life && put({ half_life })} />
        </Field>
        <Field label={t("calibrate")}>
          <Switch size="small" checked={asked.calibrate} aria-label={t("calibrate")} onChange={(calibrate) => put({ calibrate })} />
        </Field>
        <p className={style.hint}>{t("calibrateHint")}</p>
      </Section>
      <Section title={t("who")}>
        <ConditionBuilder value={asked.condition} label={t("who")} onChange={(condition) => put({ condition })} />
      </Section>
    </div>
  );
}
