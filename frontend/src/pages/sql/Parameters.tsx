/** A field for each `{name:Type}` of the query. */
import { Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Hole, isFilled, textOf, valueOf } from "./query";
import css from "./Sql.module.css";

interface Props {
  holes: readonly Hole[];
  values: Record<string, unknown>;
  onChange: (name: string, value: unknown) => void;
}

export function Parameters({ holes, values, onChange }: Props) {
  const { t } = useTranslation("sql");
  if (holes.length === 0) return null;
  return (
    <div className={css.parameters} role="group" aria-label={t("parameters")}>
      {holes.map(({ name, type }) => (
        <label key={`${name} ${type}`}>
          <span><code>{name}</code> <small>{type}</small></span>
          {type === "Bool" ? (
            <Select value={values[name]} aria-label={name} options={[true, false].map((value) => ({ value, label: String(value) }))} onChange={(value) => onChange(name, value)} />
          ) : (
            <Field value={values[name]} name={name} type={type} hint={isFilled(name) ? t("filled") : type.startsWith("Array(") ? t("list") : type.startsWith("Date") ? "-7d" : ""} onChange={(value) => onChange(name, value)} />
          )}
        </label>
      ))}
    </div>
  );
}

function Field({ value, name, type, hint, onChange }: { value: unknown; name: string; type: string; hint: string; onChange: (value: unknown) => void }) {
  const [text, setText] = useState(textOf(value));
  useEffect(() => setText((now) => (textOf(valueOf(type, now)) === textOf(value) ? now : textOf(value))), [value, type]);
  return (
    <Input
      value={text}
      aria-label={name}
      placeholder={hint}
      spellCheck={false}
      onChange={(event) => {
        setText(event.target.value);
        onChange(valueOf(type, event.target.value));
      }}
    />
  );
}
