/** What builds the question of a trend: series, formula, who, split. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { BreakdownPicker, ConditionBuilder } from "@/shared/query";
import { Section } from "@/shared/report";
import { SeriesEditor } from "./SeriesEditor";
import { LETTERS, MOST_SERIES, type SeriesAsked, type TrendAsked } from "./query";
import style from "./Trends.module.css";

interface Props {
  asked: TrendAsked;
  onChange: (next: (now: TrendAsked) => TrendAsked) => void;
}

export function Panel({ asked, onChange }: Props) {
  const { t } = useTranslation("trends");
  const { series } = asked;
  const put = (next: SeriesAsked[]) => onChange((now) => ({ ...now, series: next, ...(next.length < 2 && { formula: undefined }) }));
  const events = new Set(series.map((one) => one.event));
  return (
    <div className={style.panel}>
      <Section title={t("measures")}>
        {series.map((one, n) => (
          <SeriesEditor
            key={n}
            letter={LETTERS[n]!}
            value={one}
            onChange={(next) => put(series.map((each, at) => (at === n ? next : each)))}
            onRemove={series.length > 1 ? () => put(series.filter((_, at) => at !== n)) : undefined}
          />
        ))}
        {series.length < MOST_SERIES && (
          <Button type="dashed" block icon={<PlusOutlined />} onClick={() => put([...series, { event: null, measure: "total" }])}>
            {t("addSeries")}
          </Button>
        )}
        {series.length > 1 && <Formula asked={asked} onChange={onChange} />}
      </Section>
      <Section title={t("who")}>
        <ConditionBuilder value={asked.condition} onChange={(condition) => onChange((now) => ({ ...now, condition }))} label={t("who")} />
      </Section>
      <Section title={t("split")}>
        <BreakdownPicker
          value={asked.breakdown}
          event={events.size === 1 ? series[0]!.event : null}
          onChange={(breakdown) => onChange((now) => ({ ...now, breakdown }))}
        />
      </Section>
    </div>
  );
}

/** Asked when the field is left or Enter is pressed, not with every letter. */
function Formula({ asked, onChange }: Props) {
  const { t } = useTranslation("trends");
  const [text, setText] = useState(asked.formula ?? "");
  useEffect(() => setText(asked.formula ?? ""), [asked.formula]);
  const keep = () => text.trim() !== (asked.formula ?? "") && onChange((now) => ({ ...now, formula: text.trim() || undefined }));
  return (
    <div className={style.formula}>
      <label className={style.typed}>
        <span>{t("formula")}</span>
        <Input
          value={text}
          placeholder="A/B"
          allowClear
          maxLength={500}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={keep}
          onBlur={keep}
          onClear={() => onChange((now) => ({ ...now, formula: undefined }))}
        />
      </label>
      {asked.formula && (
        <Checkbox
          checked={asked.percent ?? false}
          onChange={(event) => onChange((now) => ({ ...now, percent: event.target.checked || undefined }))}
        >
          {t("asPercent")}
        </Checkbox>
      )}
    </div>
  );
}
