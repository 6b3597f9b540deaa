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

/** The tests, and the button that adds one, to be placed apart. */
export function useTestList({ value, onChange, of = "event", event }: Props) {
  const { t } = useTranslation("query");
  const [fresh, setFresh] = useState(-1);
  const add = (look: "plain" | "icon") => (
    <PropertyPicker
      look={look}
      of={[of]}
      event={event}
      label={t("addTest")}
      placeholder={look === "icon" ? <FilterOutlined aria-hidden /> : <><FilterOutlined aria-hidden /> {t("addTest")}</>}
      onChange={(chosen) => {
        setFresh(value.length);
        onChange([...value, newTest(chosen)]);
      }}
    />
  );
  const list = value.length ? (
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
    </div>
  ) : null;
  return { list, add };
}
