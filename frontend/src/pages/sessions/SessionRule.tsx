/** What a session and a bounce are in this project; whoever may analyse can change it, for the past too. */
import { Checkbox, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useMay } from "@/session/useProject";
import { RuleDrawer } from "@/shared/RuleDrawer";
import { type Rule, useKeepRule, useResetRule, useRule } from "./rule";
import style from "./Sessions.module.css";

const NAMES = ["views", "heartbeats", "quiet", "ignored"] as const;
const CUTS = ["midnight", "campaign", "ids"] as const;
const BOUNCES = ["single_page", "ten_seconds", "seconds"] as const;

export function SessionRule({ close }: { close: () => void }) {
  const { t } = useTranslation("sessions");
  const may = useMay();
  return (
    <RuleDrawer
      title={t("definition")}
      size={560}
      kept={useRule()}
      read={({ rule }: { rule: Rule }) => rule}
      keep={useKeepRule(close)}
      reset={useResetRule(close)}
      words={{ reset: t("reset"), sure: t("resetSure") }}
      close={close}
    >
      {(draft, put) => <Form rule={draft} onChange={put} readOnly={!may("analyse")} />}
    </RuleDrawer>
  );
}

function Form({ rule, onChange, readOnly }: { rule: Rule; onChange: (rule: Rule) => void; readOnly: boolean }) {
  const { t } = useTranslation("sessions");
  const put = (part: Partial<Rule>) => onChange({ ...rule, ...part });
  return (
    <fieldset className={style.rule} disabled={readOnly}>
      <section>
        <h3>{t("rule.ends")}</h3>
        <Minutes label={t("rule.inactivity")} value={rule.inactivity} onChange={(inactivity) => put({ inactivity })} />
        {CUTS.map((name) => (
          <Checkbox key={name} checked={rule[name]} disabled={readOnly} onChange={(event) => put({ [name]: event.target.checked })}>{t(`rule.${name}`)}</Checkbox>
        ))}
      </section>
      <section>
        <h3>{t("measure.bounce_rate")}</h3>
        <Radio.Group
          vertical
          disabled={readOnly}
          value={rule.bounce}
          aria-label={t("measure.bounce_rate")}
          options={BOUNCES.map((value) => ({ value, label: value === "seconds" ? t("bounce.seconds", { count: rule.bounce_seconds }) : t(`bounce.${value}`) }))}
          onChange={(event) => put({ bounce: event.target.value as Rule["bounce"] })}
        />
        {rule.bounce === "seconds" ? <Minutes label={t("rule.seconds")} most={3600} value={rule.bounce_seconds} onChange={(bounce_seconds) => put({ bounce_seconds })} /> : null}
      </section>
      <section>
        <h3>{t("rule.dwell")}</h3>
        <p className={style.note}>{t("rule.dwellWhy")}</p>
        <Minutes label={t("rule.idle")} value={rule.idle} onChange={(idle) => put({ idle })} />
      </section>
      <section>
        <h3>{t("rule.pages")}</h3>
        <label className={style.line}>
          <span>{t("rule.page")}</span>
          <Input value={rule.page ?? ""} placeholder={t("rule.pageFirst")} maxLength={200} onChange={(event) => put({ page: event.target.value || null })} />
        </label>
        {NAMES.map((name) => (
          <label key={name} className={style.names}>
            <span>{t(`rule.${name}`)}</span>
            <Select<string[]> mode="tags" open={false} suffixIcon={null} disabled={readOnly} value={rule[name]} aria-label={t(`rule.${name}`)} onChange={(names) => put({ [name]: names })} />
          </label>
        ))}
      </section>
    </fieldset>
  );
}

function Minutes({ label, value, most = 720, onChange }: { label: string; value: number; most?: number; onChange: (value: number) => void }) {
  return (
    <label className={style.line}>
      <span>{label}</span>
      <InputNumber min={1} max={most} precision={0} value={value} onChange={(next) => next !== null && onChange(next)} />
    </label>
  );
}
