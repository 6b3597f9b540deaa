/** One test of a property: which, how compared, with what. */
import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProperties } from "./catalog";
import type { Asked, PropertyOf, PropertyType, Test } from "./condition";
import { Finder } from "./Finder";
import { firstAsked, guessedType, opsOf, withOp } from "./op";
import { type Chosen, PropertyPicker } from "./PropertyPicker";
import css from "./query.module.css";
import { ValueField } from "./ValueField";

interface Props {
  value: Test;
  onChange: (test: Test) => void;
  onRemove?: () => void;
  of: PropertyOf;
  event?: string | null;
  /** Begin at the value: the property has just been chosen. */
  fresh?: boolean;
}

/** The test that begins with a chosen property. */
export const newTest = (chosen: Chosen): Test => ({ property: chosen.property, ...firstAsked(chosen.type ?? "text") });

/** The type of a property: as the catalogue has it, else as the test shows it. */
export function usePropertyType(of: PropertyOf, event: string | null | undefined, property: string, asked: Asked): PropertyType {
  const known = useProperties(of, event, property, property !== "");
  return known.data?.find((each) => each.name === property)?.type ?? guessedType(asked);
}

export function TestEditor({ value, onChange, onRemove, of, event, fresh }: Props) {
  const { t } = useTranslation("query");
  const type = usePropertyType(of, event, value.property, value);
  const [began, setBegan] = useState(fresh ?? false);
  return (
    <div className={css.test} role="group" aria-label={t("testOf", { property: value.property })}>
      <div className={css.row}>
      <PropertyPicker
        of={[of]}
        event={event}
        value={{ of, property: value.property }}
        onChange={(chosen) => {
          setBegan(true);
          onChange(newTest(chosen));
        }}
      />
      <Finder
        label={t("comparison")}
        shown={t(`op.${value.op}`)}
        onSearch={false}
        options={opsOf(type, value.op).map((op) => ({ key: op, value: op, text: t(`op.${op}`) }))}
        chosen={[value.op]}
        onChoose={(op) => onChange(withOp(value, op, type))}
      />
      <ValueField
        key={value.property}
        asked={value}
        of={of}
        property={value.property}
        type={type}
        event={event}
        startOpen={began}
        onChange={(next) => {
          const { value: _, ...rest } = value;
          onChange(next === undefined ? rest : { ...rest, value: next });
        }}
      />
      </div>
      {onRemove ? (
        <Button type="text" size="small" className={css.calm} icon={<CloseOutlined />} aria-label={t("removeTest", { property: value.property })} onClick={onRemove} />
      ) : null}
    </div>
  );
}
