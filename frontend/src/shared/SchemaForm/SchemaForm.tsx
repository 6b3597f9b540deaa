/** A form drawn from a JSON schema: what a new channel, node or metric asks for appears by itself. */
import { Form } from "antd";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "./Field";
import { kindOf, noteOf, problems, resolved, type Schema, titleOf } from "./schema";

interface Props {
  schema: Schema;
  value: Record<string, unknown>;
  onChange: (value: Record<string, unknown>) => void;
  /** What the server said against a field, by its path. */
  refused?: Readonly<Record<string, string>>;
  /** Say what is missing, too: after the first try to send. */
  strict?: boolean;
  disabled?: boolean;
  /** Fields of a page's own, by the schema's `format`, such as the builder of a condition. */
  drawn?: Readonly<Record<string, Drawn>>;
}

export interface DrawnProps {
  id: string;
  name: string;
  value: unknown;
  onChange: (value: unknown) => void;
}
export type Drawn = ComponentType<DrawnProps>;

export function SchemaForm({ schema, value, onChange, refused = {}, strict, disabled, drawn }: Props) {
  const defs = schema.$defs ?? {};
  const wrong = problems(schema, value, defs);
  return (
    <Form layout="vertical" component="div" disabled={disabled} requiredMark={false}>
      <Fields schema={resolved(schema, defs)} defs={defs} path="" value={value} onChange={onChange} wrong={wrong} refused={refused} strict={strict} drawn={drawn} />
    </Form>
  );
}

export interface FieldsProps extends Omit<Props, "disabled"> {
  defs: Record<string, Schema>;
  path: string;
  wrong: ReturnType<typeof problems>;
}

/** The fields of an object, in the order of the schema. */
export function Fields({ schema, defs, path, value, onChange, wrong, refused = {}, strict, drawn }: FieldsProps) {
  const { t, i18n } = useTranslation("schema");
  const language = i18n.language === "zh" ? "zh" : "en";
  return Object.entries(schema.properties ?? {}).map(([name, raw]) => {
    const field = resolved(raw, defs);
    const at = path ? `${path}.${name}` : name;
    if (field.const !== undefined) return null;
    const needed = schema.required?.includes(name) ?? false;
    const problem = wrong[at];
    const help = refused[at] ?? (problem && (strict || problem !== "required") ? t(`problem.${problem}`, limits(field)) : undefined);
    const kind = kindOf(field, defs);
    const id = `field-${at}`;
    return (
      <Form.Item
        key={name}
        htmlFor={kind === "object" || kind === "list" || drawn?.[field.format ?? ""] ? undefined : id}
        label={<>{titleOf(field, name, language)}{needed || kind === "boolean" ? null : <small>&nbsp;{t("optional")}</small>}</>}
        extra={noteOf(field, language)}
        validateStatus={help ? "error" : undefined}
        help={help}
      >
        <Field
          id={id}
          name={titleOf(field, name, language)}
          schema={field}
          defs={defs}
          path={at}
          value={value[name]}
          wrong={wrong}
          refused={refused}
          strict={strict}
          drawn={drawn}
          onChange={(next) => {
            const { [name]: _, ...rest } = value;
            onChange(next === undefined ? rest : { ...value, [name]: next });
          }}
        />
      </Form.Item>
    );
  });
}

const limits = (field: Schema) => ({
  least: field.minimum ?? field.exclusiveMinimum ?? field.minLength ?? field.minItems,
  most: field.maximum ?? field.exclusiveMaximum ?? field.maxLength ?? field.maxItems,
});
