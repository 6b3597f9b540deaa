/** What builds a funnel: its steps, their order and window, what must not happen between, who counts. */
import { useTranslation } from "react-i18next";
import { BreakdownPicker, ConditionBuilder, Finder, PropertyPicker, SpanField } from "@/shared/query";
import { Field, Section } from "@/shared/report";
import { Exclusions } from "./Exclusions";
import { type Attribution, ATTRIBUTIONS, type Funnel, type FunnelBreakdown, ORDERS, withOrder } from "./funnel";
import style from "./Funnels.module.css";
import { Steps } from "./Steps";
import { useFunnelWords } from "./words";

export interface PanelProps {
  funnel: Funnel;
  onChange: (next: (now: Funnel) => Funnel) => void;
}

export function Panel({ funnel, onChange }: PanelProps) {
  const { t } = useTranslation("funnels");
  return (
    <div className={style.panel}>
      <Section title={t("steps")}>
        <Steps funnel={funnel} onChange={onChange} />
      </Section>
      <Section title={t("conversion")}>
        <Field label={t("orderLabel")}>
          <Finder
            label={t("orderLabel")}
            shown={t(`order.${funnel.order}`)}
            onSearch={false}
            options={ORDERS.map((order) => ({ key: order, value: order, text: t(`order.${order}`), note: t(`orderNote.${order}`) }))}
            chosen={[funnel.order]}
            onChoose={(order) => onChange((now) => withOrder(now, order))}
          />
        </Field>
        <Field label={t("window")}>
          <SpanField label={t("window")} value={funnel.window} onChange={(window) => onChange((now) => ({ ...now, window }))} />
        </Field>
        <Field label={t("hold")} hint={t("holdWhy")}>
          <Hold funnel={funnel} onChange={onChange} />
        </Field>
        {funnel.steps.length > 1 ? <Exclusions funnel={funnel} onChange={onChange} /> : null}
      </Section>
      <Section title={t("who")}>
        <ConditionBuilder
          label={t("who")}
          value={funnel.condition}
          onChange={(condition) => onChange(({ condition: _, ...rest }) => (condition ? { ...rest, condition } : rest))}
        />
      </Section>
      <Section title={t("split")}>
        <Split funnel={funnel} onChange={onChange} />
      </Section>
    </div>
  );
}

function Hold({ funnel, onChange }: PanelProps) {
  const { t } = useTranslation("funnels");
  const put = (hold: string | undefined) => onChange(({ hold: _, ...rest }) => (hold ? { ...rest, hold } : rest));
  return (
    <PropertyPicker
      of={["event"]}
      label={t("hold")}
      placeholder={t("holdNone")}
      value={funnel.hold ? { of: "event", property: funnel.hold } : undefined}
      onChange={(chosen) => put(chosen.property)}
      onClear={funnel.hold ? () => put(undefined) : undefined}
    />
  );
}

function Split({ funnel, onChange }: PanelProps) {
  const { t } = useTranslation("funnels");
  const words = useFunnelWords(funnel);
  const { breakdown, steps } = funnel;
  const put = (next: FunnelBreakdown | undefined) => onChange(({ breakdown: _, ...rest }) => (next ? { ...rest, breakdown: next } : rest));
  const now: Attribution = breakdown?.attribution ?? "first";
  const choices = [
    ...ATTRIBUTIONS.filter((each) => each !== "step").map((each) => ({ key: each as string, value: [each, 0] as [Attribution, number], text: t(`attribution.${each}`) })),
    ...steps.map((step, n) => ({ key: `step ${n}`, value: ["step", n] as [Attribution, number], text: t("attribution.step", { place: n + 1, name: words.name(step) }) })),
  ];
  const at = breakdown?.step ?? 0;
  return (
    <>
      <BreakdownPicker<FunnelBreakdown> value={breakdown} onChange={put} />
      {breakdown?.of === "event" ? (
        <Field label={t("attributionLabel")}>
          <Finder
            label={t("attributionLabel")}
            shown={now === "step" ? t("attribution.step", { place: at + 1, name: steps[at] ? words.name(steps[at]) : "" }) : t(`attribution.${now}`)}
            onSearch={false}
            options={choices}
            chosen={[now === "step" ? `step ${at}` : now]}
            onChoose={([attribution, step]) => {
              const { attribution: _, step: __, ...rest } = breakdown;
              put(attribution === "step" ? { ...rest, attribution, step } : { ...rest, attribution });
            }}
          />
        </Field>
      ) : null}
    </>
  );
}
