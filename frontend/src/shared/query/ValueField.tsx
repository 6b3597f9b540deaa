/** What a test compares with: a field that fits its op and the property's type. */
import { InputNumber } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Asked, PropertyOf, PropertyType, Scalar, TestValue } from "./condition";
import { Finder } from "./Finder";
import { LazyInput } from "./LazyInput";
import { isSpan, shapeOf } from "./op";
import css from "./query.module.css";
import { SpanField } from "./SpanField";
import { ValuesPicker } from "./ValuesPicker";

const MomentField = lazy(() => import("./MomentField"));

interface Props {
  asked: Asked;
  of: PropertyOf;
  property: string;
  type: PropertyType;
  event?: string | null;
  onChange: (value: TestValue | undefined) => void;
  startOpen?: boolean;
}

const scalars = (value: TestValue | undefined): Scalar[] =>
  Array.isArray(value) ? value : value === undefined || typeof value === "object" ? [] : [value];

export function ValueField({ asked, of, property, type, event, onChange, startOpen }: Props) {
  const { t } = useTranslation("query");
  const values = scalars(asked.value);
  const shape = shapeOf(asked.op, type);
  const number = (label: string, value: Scalar | undefined, change: (value: number | null) => void, focus = startOpen) => (
    <InputNumber
      className={css.number}
      aria-label={label}
      autoFocus={focus}
      value={typeof value === "number" ? value : null}
      onChange={change}
    />
  );
  switch (shape) {
    case "none":
      return null;
    case "several":
    case "one":
      return (
        <ValuesPicker
          of={of}
          property={property}
          type={type}
          event={event}
          values={values}
          several={shape === "several"}
          startOpen={startOpen}
          onChange={(next) => onChange(shape === "several" ? (next.length ? next : undefined) : next[0])}
        />
      );
    case "pair": {
      const ends = values as (Scalar | null | undefined)[];
      const both = (low: unknown, high: unknown) => onChange([low ?? null, high ?? null] as Scalar[]);
      return (
        <span className={css.row}>
          {number(t("from"), ends[0] ?? undefined, (low) => both(low, ends[1]))}
          <span className={css.word}>{t("to")}</span>
          {number(t("upTo"), ends[1] ?? undefined, (high) => both(ends[0], high), false)}
        </span>
      );
    }
    case "span":
      return <SpanField label={t("value")} value={isSpan(asked.value) ? asked.value : { days: 30 }} onChange={onChange} />;
    case "moment":
      return (
        <Suspense>
          <MomentField label={t("value")} value={typeof values[0] === "string" ? values[0] : undefined} onChange={onChange} />
        </Suspense>
      );
    case "number":
      return number(t("value"), values[0], (value) => onChange(value ?? undefined));
    case "yes_no":
      return (
        <Finder
          label={t("value")}
          shown={t(values[0] === false ? "no" : "yes")}
          onSearch={false}
          options={[true, false].map((value) => ({ key: String(value), value, text: t(value ? "yes" : "no") }))}
          chosen={[String(values[0] ?? true)]}
          onChoose={onChange}
        />
      );
    default:
      return (
        <LazyInput
          className={css.phrase}
          label={t("value")}
          value={String(values[0] ?? "")}
          onChange={(text) => onChange(text || undefined)}
          placeholder={asked.op === "matches" ? "^A.*" : undefined}
          autoFocus={startOpen}
        />
      );
  }
}
