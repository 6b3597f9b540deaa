/** What builds the question of a retention: start, return, how time is counted, who, split. */
import { Input, InputNumber, Segmented, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { BreakdownPicker, ConditionBuilder } from "@/shared/query";
import { EventBox, Field, Section } from "@/shared/report";
import {
  bracketsOf, bracketsText, type Clock, CLOCKS, type Measure, MEASURES, MOST_PERIODS, type Period, PERIODS, type RetentionAsked, START_KINDS, type StartKind,
  USUAL_BRACKETS, withPeriod,
} from "./query";
import style from "./Retention.module.css";

interface Props {
  asked: RetentionAsked;
  onChange: (next: (now: RetentionAsked) => RetentionAsked) => void;
}

export function Panel({ asked, onChange }: Props) {
  const { t } = useTranslation("retention");
  const put = (part: Partial<RetentionAsked>) => onChange((now) => ({ ...now, ...part }));
  return (
    <div className={style.panel}>
      <Section title={t("start")}>
        <EventBox label={t("start")} value={asked.start} onChange={(start) => put({ start })} />
        <Select<StartKind>
          value={asked.start_kind}
          aria-label={t("startKindLabel")}
          options={START_KINDS.map((value) => ({ value, label: t(`startKind.${value}`) }))}
          onChange={(start_kind) => put({ start_kind })}
        />
      </Section>
      <Section title={t("return")}>
        <EventBox label={t("return")} value={asked.return} onChange={(back) => put({ return: back })} />
        <Select<Measure>
          value={asked.measure}
          aria-label={t("measureLabel")}
          options={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
          onChange={(measure) => put({ measure, ...(measure === "bracket" && { brackets: asked.brackets ?? USUAL_BRACKETS }) })}
        />
        {asked.measure === "bracket" && <Brackets asked={asked} onChange={onChange} />}
      </Section>
      <Section title={t("time")}>
        <Segmented<Period>
          block
          value={asked.period}
          aria-label={t("period")}
          options={PERIODS.map((value) => ({ value, label: t(`by.${value}`) }))}
          onChange={(period) => onChange((now) => withPeriod(now, period))}
        />
        {asked.measure !== "bracket" && (
          <Field label={t("periods")}>
            <InputNumber
              min={2}
              max={MOST_PERIODS}
              precision={0}
              value={asked.periods - 1}
              aria-label={t("periods")}
              onChange={(value) => value && put({ periods: value + 1 })}
            />
          </Field>
        )}
        <Select<Clock>
          value={asked.clock}
          aria-label={t("clockLabel")}
          options={CLOCKS.map((value) => ({ value, label: t(`clock.${value}`) }))}
          onChange={(clock) => put({ clock })}
        />
      </Section>
      <Section title={t("who")}>
        <ConditionBuilder value={asked.condition} label={t("who")} onChange={(condition) => put({ condition })} />
      </Section>
      <Section title={t("split")}>
        <BreakdownPicker value={asked.breakdown} event={asked.start.event} onChange={(breakdown) => put({ breakdown })} />
      </Section>
    </div>
  );
}

/** `1-3, 4-7`: asked when the field is left or Enter is pressed. */
function Brackets({ asked, onChange }: Props) {
  const { t } = useTranslation("retention");
  const kept = bracketsText(asked.brackets ?? []);
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const found = bracketsOf(text);
  const keep = () => found && bracketsText(found) !== kept && onChange((now) => ({ ...now, brackets: found }));
  return (
    <>
      <Input
        value={text}
        status={found ? undefined : "error"}
        aria-label={t("brackets")}
        aria-invalid={!found}
        placeholder="1-3, 4-7, 8-14"
        onChange={(event) => setText(event.target.value)}
        onPressEnter={keep}
        onBlur={keep}
      />
      <p className={style.hint}>{found ? t("bracketsHint") : t("bracketsWrong")}</p>
    </>
  );
}
