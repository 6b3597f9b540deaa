/** One field of a schema's form, by its kind. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, DatePicker, Input, InputNumber, Select, Switch } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldsProps } from "./SchemaForm";
import { Fields } from "./SchemaForm";
import { choicesOf, initial, kindOf, resolved, type Schema } from "./schema";
import style from "./SchemaForm.module.css";

interface Props extends Omit<FieldsProps, "value" | "onChange"> {
  id: string;
  name: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

export function Field(props: Props) {
  const { id, name, schema, defs, value, onChange } = props;
  const { t, i18n } = useTranslation("schema");
  const language = i18n.language === "zh" ? "zh" : "en";
  const text = typeof value === "string" ? value : "";
  const write = (event: { target: { value: string } }) => onChange(event.target.value || undefined);
  const options = (from: Schema) =>
    choicesOf(from).map((choice) => ({ value: choice as string, label: from["x-enum"]?.[String(choice)]?.[language] ?? String(choice) }));
  const shared = { id, "aria-label": name, placeholder: schema.examples?.[0] === undefined ? undefined : String(schema.examples[0]) };
  const Own = props.drawn?.[schema.format ?? ""];
  if (Own) return <Own id={id} name={name} value={value} onChange={onChange} />;
  switch (kindOf(schema, defs)) {
    case "text":
      return <Input {...shared} dir="auto" value={text} maxLength={schema.maxLength} onChange={write} />;
    case "long":
      return <Input.TextArea {...shared} dir="auto" autoSize={{ minRows: 3, maxRows: 12 }} value={text} onChange={write} />;
    case "secret":
      return <Input.Password {...shared} autoComplete="new-password" value={text} onChange={write} />;
    case "integer":
    case "number":
      return (
        <InputNumber
          {...shared}
          value={typeof value === "number" ? value : null}
          precision={schema.type === "integer" ? 0 : undefined}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case "boolean":
      return <Switch id={id} aria-label={name} checked={value === true} onChange={onChange} />;
    case "choice":
      return <Select {...shared} allowClear value={value as string} options={options(schema)} onChange={onChange} />;
    case "choices":
      return <Select {...shared} mode="multiple" value={value as string[]} options={options(resolved(schema.items!, defs))} onChange={onChange} />;
    case "date":
      return <DatePicker id={id} aria-label={name} value={text ? dayjs(text) : null} onChange={(day) => onChange(day?.format("YYYY-MM-DD"))} />;
    case "moment":
      return <DatePicker id={id} aria-label={name} showTime value={text ? dayjs(text) : null} onChange={(day) => onChange(day?.toISOString())} />;
    case "object":
      return (
        <div className={style.inner} role="group" aria-label={name}>
          <Fields {...props} value={(value ?? {}) as Record<string, unknown>} onChange={onChange} />
        </div>
      );
    case "list":
      return <List {...props} add={t("add")} />;
    default:
      return <Json id={id} name={name} value={value} onChange={onChange} />;
  }
}

function List({ add, ...props }: Props & { add: string }) {
  const { t } = useTranslation("schema");
  const items = Array.isArray(props.value) ? (props.value as unknown[]) : [];
  const item = resolved(props.schema.items ?? {}, props.defs);
  return (
    <div className={style.list} role="group" aria-label={props.name}>
      {items.map((value, n) => (
        <div key={n} className={style.item}>
          <div className={style.grow}>
            <Field
              {...props}
              id={`${props.id}-${n}`}
              name={`${props.name} ${n + 1}`}
              schema={item}
              path={`${props.path}.${n}`}
              value={value}
              onChange={(next) => props.onChange(items.map((each, at) => (at === n ? next : each)))}
            />
          </div>
          <Button type="text" icon={<DeleteOutlined />} aria-label={t("remove", { name: `${props.name} ${n + 1}` })} onClick={() => props.onChange(items.filter((_, at) => at !== n))} />
        </div>
      ))}
      <Button type="dashed" icon={<PlusOutlined />} disabled={items.length >= (props.schema.maxItems ?? Infinity)} onClick={() => props.onChange([...items, initial(item, props.defs) ?? ""])}>
        {add}
      </Button>
    </div>
  );
}

/** What has no field of its own is written as JSON; told once it can be read. */
function Json({ id, name, value, onChange }: Pick<Props, "id" | "name" | "value" | "onChange">) {
  const { t } = useTranslation("schema");
  const [text, setText] = useState(value === undefined ? "" : JSON.stringify(value, null, 2));
  const [wrong, setWrong] = useState(false);
  const read = (next: string) => {
    setText(next);
    try {
      onChange(next.trim() ? JSON.parse(next) : undefined);
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <>
      <Input.TextArea id={id} aria-label={name} className={style.json} autoSize={{ minRows: 2, maxRows: 12 }} spellCheck={false} status={wrong ? "error" : undefined} value={text} onChange={(event) => read(event.target.value)} />
      {wrong ? <div role="alert" className={style.wrong}>{t("notJson")}</div> : null}
    </>
  );
}
