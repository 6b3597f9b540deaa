/** What builds a funnel: its steps, their order and window, what must not happen between, who counts. */
import { useTranslation } from "react-i18next";
import { BreakdownPicker, ConditionBuilder, Finder, PropertyPicker, SpanField } from "@/shared/query";
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
      <section className={style.part}>
        <h2>{t("steps")}</h2>
        <Steps funnel={funnel} onChange={onChange} />
      </section>
      <section className={style.part}>
        <h2>{t("conversion")}</h2>
        <div className={style.field}>
          <span>{t("orderLabel")}</span>
          <Finder
            label={t("orderLabel")}
            shown={t(`order.${funnel.order}`)}
            onSearch={false}
            options={ORDERS.map((order) => ({ key: order, value: order, text: t(`order.${order}`), note: t(`orderNote.${order}`) }))}
            chosen={[funnel.order]}
            onChoose={(order) => onChange((now) => withOrder(now, order))}
          />
        </div>
        <div className={style.field}>
          <span>{t("window")}</span>
          <SpanField label={t("window")} value={funnel.window} onChange={(window) => onChange((now) => ({ ...now, window }))} />
        </div>
        <div className={style.field}>
          <span title={t("holdWhy")}>{t("hold")}</span>
          <Hold funnel={funnel} onChange={onChange} />
        </div>
        {funnel.steps.length > 1 ? <Exclusions funnel={funnel} onChange={onChange} /> : null}
      </section>
      <section className={style.part}>
        <h2>{t("who")}</h2>
        <ConditionBuilder
          label={t("who")}
          value={funnel.condition}
          onChange={(condition) => onChange(({ condition: _, ...rest }) => (condition ? { ...rest, condition } : rest))}
        />
      </section>
      <section className={style.part}>
        <h2>{t("split")}</h2>
        <Split funnel={funnel} onChange={onChange} />
      </section>
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
        <div className={style.field}>
          <span>{t("attributionLabel")}</span>
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
        </div>
      ) : null}
    </>
  );
}
