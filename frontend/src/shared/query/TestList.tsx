/** Tests of an event that must all pass. */
import { FilterOutlined } from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PropertyOf, Test } from "./condition";
import { PropertyPicker } from "./PropertyPicker";
import css from "./query.module.css";
import { newTest, TestEditor } from "./TestEditor";

interface Props {
  value: readonly Test[];
  onChange: (tests: Test[]) => void;
  of?: PropertyOf;
  event?: string | null;
}

export function TestList({ value, onChange, of = "event", event }: Props) {
  const { t } = useTranslation("query");
  const [fresh, setFresh] = useState(-1);
  return (
    <div className={css.stack}>
      {value.map((test, n) => (
        <TestEditor
          key={n}
          of={of}
          event={event}
          value={test}
          fresh={n === fresh}
          onChange={(next) => onChange(value.map((each, at) => (at === n ? next : each)))}
          onRemove={() => onChange(value.filter((_, at) => at !== n))}
        />
      ))}
      <div>
        <PropertyPicker
          look="plain"
          of={[of]}
          event={event}
          label={t("addTest")}
          placeholder={<><FilterOutlined aria-hidden /> {t("addTest")}</>}
          onChange={(chosen) => {
            setFresh(value.length);
            onChange([...value, newTest(chosen)]);
          }}
        />
      </div>
    </div>
  );
}
