/** A length of time: an amount and a unit. */
import { InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { type Span, UNITS, type Unit } from "./condition";
import { Finder } from "./Finder";
import css from "./query.module.css";

export const spanOf = (span: Span | undefined): [Unit, number] => {
  const [unit, amount] = Object.entries(span ?? {})[0] ?? ["days", 7];
  return [unit as Unit, amount ?? 1];
};

interface Props {
  label: string;
  value: Span;
  onChange: (span: Span) => void;
  units?: readonly Unit[];
}

export function SpanField({ label, value, onChange, units = UNITS }: Props) {
  const { t } = useTranslation("query");
  const [unit, amount] = spanOf(value);
  return (
    <span className={css.row} role="group" aria-label={label}>
      <InputNumber
        className={css.small}
        aria-label={t("amount")}
        min={1}
        max={9999}
        precision={0}
        value={amount}
        onChange={(next) => next !== null && onChange({ [unit]: next })}
      />
      <Finder
        label={t("unit")}
        shown={t(`unit_name.${unit}`, { count: amount })}
        onSearch={false}
        options={units.map((each) => ({ key: each, value: each, text: t(`unit_name.${each}`, { count: amount }) }))}
        chosen={[unit]}
        onChoose={(next) => onChange({ [next]: amount })}
      />
    </span>
  );
}
