/** Fields that the settings of tags ask for beyond what every form has: conditions, events, properties, SQL. */
import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { type Condition, ConditionBuilder, EventPicker, PropertyPicker, type Test } from "@/shared/query";
import { useTestList } from "@/shared/query/TestList";
import type { Drawn, DrawnProps } from "@/shared/SchemaForm";
import css from "./Tags.module.css";

function ConditionField({ name, value, onChange }: DrawnProps) {
  return <ConditionBuilder label={name} value={(value ?? undefined) as Condition | undefined} onChange={onChange} />;
}

function EventField({ name, value, onChange }: DrawnProps) {
  return <EventPicker label={name} value={(value ?? null) as string | null} onChange={(event) => onChange(event ?? undefined)} />;
}

function PropertyField({ name, value, onChange }: DrawnProps) {
  const { t } = useTranslation("tags");
  const now = typeof value === "string" && value ? { of: "event" as const, property: value } : undefined;
  return <PropertyPicker label={name} of={["event"]} value={now} placeholder={t("chooseProperty")} onChange={(chosen) => onChange(chosen.property)} onClear={() => onChange(undefined)} />;
}

function TestsField({ value, onChange }: DrawnProps) {
  const { list, add } = useTestList({ value: (value ?? []) as Test[], onChange });
  return (
    <>
      {list}
      {add("plain")}
    </>
  );
}

function SqlField({ id, value, onChange }: DrawnProps) {
  return (
    <Input.TextArea
      id={id}
      className={css.sql}
      autoSize={{ minRows: 5, maxRows: 20 }}
      spellCheck={false}
      dir="ltr"
      value={typeof value === "string" ? value : ""}
      placeholder="SELECT person_id, uniq(toDate(ts)) AS value FROM events GROUP BY person_id"
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  );
}

export const drawn: Readonly<Record<string, Drawn>> = {
  condition: ConditionField,
  event: EventField,
  property: PropertyField,
  tests: TestsField,
  sql: SqlField,
};
