/** The variants of a flag: the share of each, which make a hundred percent, its value and what comes with it. */
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/useFormat";
import css from "./Flags.module.css";
import { arm, equally, total, type Variant } from "./flag";
import { JsonField } from "./JsonField";

export function Variants({ variants, onChange }: { variants: Variant[]; onChange: (variants: Variant[]) => void }) {
  const { t } = useTranslation("flags");
  const format = useFormat();
  const put = (n: number, change: Partial<Variant>) => onChange(variants.map((one, at) => (at === n ? { ...one, ...change } : one)));
  const sum = total(variants);
  return (
    <section className={css.stack} aria-label={t("variants")}>
      <div className={css.head}>
        <h2>{t("variants")}</h2>
        {variants.length > 1 && <Button size="small" onClick={() => onChange(equally(variants))}>{t("equally")}</Button>}
        <Button size="small" icon={<PlusOutlined />} onClick={() => onChange(equally([...variants, arm("")]))}>{t("addVariant")}</Button>
      </div>
      {variants.map((one, n) => (
        <div key={n} className={css.rule} role="group" aria-label={one.key || t("variant")}>
          <div className={css.line}>
            <Input className={css.grow} value={one.key} maxLength={200} dir="ltr" aria-label={t("variantKey")} placeholder={t("variantKey")} onChange={(event) => put(n, { key: event.target.value })} />
            <InputNumber min={0} max={100} value={one.weight} suffix="%" aria-label={t("weight")} onChange={(weight) => put(n, { weight: weight ?? 0 })} />
            <Button type="text" icon={<CloseOutlined />} aria-label={t("removeVariant")} onClick={() => onChange(variants.filter((_, at) => at !== n))} />
          </div>
          <div className={css.pair}>
            <JsonField label={t("value")} value={one.value} placeholder={one.key && JSON.stringify(one.key)} onChange={(value) => put(n, { value })} />
            <JsonField label={t("payload")} value={one.payload} placeholder={'{"x": 1}'} onChange={(payload) => put(n, { payload })} />
          </div>
        </div>
      ))}
      {sum !== 100 && <p className={css.wrong} role="alert">{t("weights", { sum: format.number(sum) })}</p>}
    </section>
  );
}
