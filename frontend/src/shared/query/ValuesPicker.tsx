/** Values of a property: the frequent ones are offered, anything else can be typed. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/useFormat";
import { useValues } from "./catalog";
import type { PropertyOf, PropertyType, Scalar } from "./condition";
import { Finder, type Option } from "./Finder";
import { scalarOf } from "./op";
import { useDebounced } from "./useDebounced";

interface Props {
  of: PropertyOf;
  property: string;
  type: PropertyType;
  event?: string | null;
  values: readonly Scalar[];
  onChange: (values: Scalar[]) => void;
  /** Several can be chosen. */
  several?: boolean;
  startOpen?: boolean;
}

export function ValuesPicker({ of, property, type, event, values, onChange, several, startOpen }: Props) {
  const { t } = useTranslation("query");
  const [open, setOpen] = useState(startOpen ?? false);
  const [text, setText] = useState("");
  const search = useDebounced(text, 150);
  const found = useValues(of, property, event, search, open);
  const format = useFormat();
  const offered = found.data ?? [];
  const key = (value: Scalar) => String(value);
  const option = (value: Scalar, note?: string): Option<Scalar> => ({ key: key(value), value, text: key(value) || t("emptyText"), note });
  const known = new Set(offered.map((each) => key(each.value)));
  const options = [
    ...(search ? [] : values.filter((value) => !known.has(key(value))).map((value) => option(value))),
    ...offered.map((each) => option(each.value, format.compact(each.count))),
  ];
  if (search && !known.has(search)) options.push(option(scalarOf(search, type), t("asTyped")));
  const choose = (value: Scalar) => {
    if (!several) return onChange([value]);
    const has = values.some((each) => key(each) === key(value));
    onChange(has ? values.filter((each) => key(each) !== key(value)) : [...values, value]);
  };
  const [first] = values;
  return (
    <Finder
      label={t("value")}
      shown={
        first === undefined ? t("chooseValue") : (
          <>
            <bdi title={values.map(key).join(", ")}>{values.slice(0, 3).map(key).join(", ")}</bdi>
            {values.length > 3 ? ` +${values.length - 3}` : ""}
          </>
        )
      }
      unset={first === undefined}
      options={options}
      chosen={values.map(key)}
      several={several}
      onChoose={choose}
      onSearch={setText}
      startOpen={startOpen}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setText("");
      }}
      busy={found.isFetching}
      nothing={t("typeValue")}
      foot={several ? t("severalKeys") : undefined}
    />
  );
}
