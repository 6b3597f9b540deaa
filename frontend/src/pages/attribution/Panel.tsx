/** What builds the question: which conversions, which touches, how far back. */
import { InputNumber, Switch } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConditionBuilder, EventFilterEditor, PropertyPicker, SpanField } from "@/shared/query";
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
      <section className={style.part}>
        <h2>{t("conversion")}</h2>
        <div className={style.event}>
          <EventFilterEditor label={t("conversion")} value={asked.conversion} onChange={(conversion) => put({ conversion })} />
        </div>
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
      </section>
      <section className={style.part}>
        <h2>{t("touch")}</h2>
        <div className={style.event}>
          <EventFilterEditor any label={t("touch")} value={asked.touch} onChange={(touch) => put({ touch })} />
        </div>
        <PropertyPicker
          of={EVENT}
          event={asked.touch.event}
          label={t("channel")}
          value={{ of: "event", property: asked.channel }}
          onChange={({ property }) => put({ channel: property })}
        />
      </section>
      <section className={style.part}>
        <h2>{t("settings")}</h2>
        <Row label={t("lookback")}>
          <SpanField label={t("lookback")} value={asked.lookback} units={UNITS} onChange={(lookback) => put({ lookback })} />
        </Row>
        <Row label={t("halfLife")}>
          <InputNumber
            min={0.1}
            max={366}
            value={asked.half_life}
            aria-label={t("halfLife")}
            onChange={(half_life) => half_life && put({ half_life })}
          />
        </Row>
        <Row label={t("calibrate")}>
          <Switch size="small" checked={asked.calibrate} aria-label={t("calibrate")} onChange={(calibrate) => put({ calibrate })} />
        </Row>
        <p className={style.hint}>{t("calibrateHint")}</p>
      </section>
      <section className={style.part}>
        <h2>{t("who")}</h2>
        <ConditionBuilder value={asked.condition} label={t("who")} onChange={(condition) => put({ condition })} />
      </section>
    </div>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={style.row}>
      <span>{label}</span>
      {children}
    </div>
  );
}
