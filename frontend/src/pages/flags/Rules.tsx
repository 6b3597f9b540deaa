/** For whom a flag is on: one rule after another, each with a condition, a share and a variant. */
import { ArrowUpOutlined, CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ConditionBuilder, moved } from "@/shared/query";
import css from "./Flags.module.css";
import type { Rule, Variant } from "./flag";

interface Props {
  rules: Rule[];
  /** The variants to choose from; none = a switch. */
  variants: Variant[];
  onChange: (rules: Rule[]) => void;
}

export function Rules({ rules, variants, onChange }: Props) {
  const { t } = useTranslation("flags");
  const put = (n: number, change: Partial<Rule>) => onChange(rules.map((one, at) => (at === n ? { ...one, ...change } : one)));
  return (
    <section className={css.stack} aria-label={t("rules")}>
      <div className={css.head}>
        <h2>{t("rules")}</h2>
        <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...rules, { name: "", rollout: 100 }])}>{t("addRule")}</Button>
      </div>
      <p className={css.weak}>{t(rules.length ? "rulesWhy" : "noRules")}</p>
      {rules.map((rule, n) => (
        <div key={n} className={css.rule} role="group" aria-label={t("ruleOf", { count: n + 1 })}>
          <div className={css.line}>
            <strong className={css.grow}>{t("ruleOf", { count: n + 1 })}</strong>
            {n > 0 && <Button size="small" type="text" icon={<ArrowUpOutlined />} aria-label={t("up")} onClick={() => onChange(moved(rules, n, n - 1))} />}
            <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t("removeRule")} onClick={() => onChange(rules.filter((_, at) => at !== n))} />
          </div>
          <ConditionBuilder value={rule.condition} onChange={(condition) => put(n, { condition })} label={t("who")} />
          <div className={css.line}>
            <label className={css.line}>
              {t("rollout")}
              <InputNumber min={0} max={100} value={rule.rollout} suffix="%" onChange={(rollout) => put(n, { rollout: rollout ?? 0 })} />
            </label>
            {variants.length > 0 && (
              <Select
                className={css.grow}
                aria-label={t("variant")}
                value={rule.variant ?? ""}
                onChange={(variant) => put(n, { variant: variant || undefined })}
                options={[{ value: "", label: t("byWeight") }, ...variants.map((one) => ({ value: one.key, label: one.key }))]}
              />
            )}
          </div>
        </div>
      ))}
    </section>
  );
}
