/** One touchpoint in the editor: its events, where it leads, and the lanes that people write. */
import { Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EventFilterEditor, EventPicker, SpanField } from "@/shared/query";
import { later, type MapDraft, type PointDraft } from "./edit";
import css from "./Map.module.css";
import { useStageName } from "./useMaps";

const GOALS = ["people", "conversion", "bounce", "dwell", "nps", "stars"] as const;
/** Shares are written as percent. */
const scale = (goal: string) => (goal === "conversion" || goal === "bounce" ? 100 : 1);

interface Props {
  point: PointDraft;
  draft: MapDraft;
  change: (some: Partial<PointDraft>) => void;
  /** What else can be done with it. */
  children: ReactNode;
}

export function TouchpointForm({ point, draft, change, children }: Props) {
  const { t } = useTranslation("maps");
  const stageName = useStageName();
  const { target } = point;
  return (
    <div className={css.form}>
      <div className={css.row}>
        <label className={`${css.field} ${css.grow}`}><span>{t("name")}</span><Input value={point.name} maxLength={200} dir="auto" onChange={(event) => change({ name: event.target.value })} /></label>
        <div className={`${css.field} ${css.grow}`}>
          <span>{t("lane.stage")}</span>
          <Select aria-label={t("lane.stage")} value={point.stage} options={draft.stages.map((one) => ({ value: one.key, label: stageName(one) }))} onChange={(stage) => change({ stage })} />
        </div>
      </div>
      <div className={css.field}>
        <span>{t("events")}</span>
        {point.events.map((one, n) => (
          <EventFilterEditor key={n} value={one} label={t("events")} onChange={(next) => change({ events: point.events.map((each, at) => (at === n ? next : each)) })} onRemove={() => change({ events: point.events.filter((_, at) => at !== n) })} />
        ))}
        {point.events.length < 5 ? <EventPicker look="add" label={t("addEvent")} placeholder={`+ ${t("addEvent")}`} onChange={(event) => change({ events: [...point.events, { event }] })} /> : null}
      </div>
      <div className={css.row}>
        <div className={`${css.field} ${css.grow}`}>
          <span>{t("lane.next")}</span>
          <Select aria-label={t("lane.next")} mode="multiple" maxCount={5} value={point.next} optionFilterProp="label" options={later(draft, point.key).map((one) => ({ value: one.key, label: one.name }))} onChange={(next) => change({ next })} />
        </div>
        <div className={css.field}>
          <span>{t("within")}</span>
          <SpanField label={t("within")} value={point.within ?? draft.window} onChange={(within) => change({ within })} />
        </div>
      </div>
      <div className={css.row}>
        <label className={`${css.field} ${css.grow}`}><span>{t("lane.goal")}</span><Input value={point.goal} maxLength={500} dir="auto" onChange={(event) => change({ goal: event.target.value })} /></label>
        <label className={`${css.field} ${css.grow}`}><span>{t("lane.owner")}</span><Input value={point.owner} maxLength={200} dir="auto" onChange={(event) => change({ owner: event.target.value })} /></label>
      </div>
      <div className={css.row}>
        <div className={`${css.field} ${css.grow}`}>
          <span>{t("lane.target")}</span>
          <Select aria-label={t("lane.target")} allowClear value={target?.goal} options={GOALS.map((goal) => ({ value: goal, label: t(`goal.${goal}`) }))} onChange={(goal) => change({ target: goal ? { goal, value: target?.value ?? 0 } : undefined })} />
        </div>
        {target ? (
          <InputNumber aria-label={t("targetValue")} value={target.value * scale(target.goal)} suffix={scale(target.goal) === 100 ? "%" : undefined} onChange={(value) => change({ target: { ...target, value: (value ?? 0) / scale(target.goal) } })} />
        ) : null}
      </div>
      <div className={css.field}>
        <span>{t("experimentsBound")}</span>
        <Select aria-label={t("experimentsBound")} mode="tags" value={point.experiments} onChange={(experiments) => change({ experiments })} />
      </div>
      <label className={css.field}>
        <span>{t("opportunitiesLines")}</span>
        <Input.TextArea value={point.opportunities.join("\n")} autoSize={{ minRows: 2, maxRows: 8 }} dir="auto" onChange={(event) => change({ opportunities: event.target.value.split("\n") })} />
      </label>
      {children}
    </div>
  );
}
