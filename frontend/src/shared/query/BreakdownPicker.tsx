/** By which property a number is split, and how many of its values are shown. */
import { CloseOutlined, PartitionOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { PropertyOf } from "./condition";
import { Finder } from "./Finder";
import { PropertyPicker } from "./PropertyPicker";
import css from "./query.module.css";

export interface Breakdown {
  property: string;
  of: PropertyOf;
  limit?: number;
}

interface Props<T extends Breakdown> {
  value?: T;
  onChange: (breakdown: T | undefined) => void;
  event?: string | null;
  of?: readonly PropertyOf[];
}

const LIMITS = [3, 5, 8, 10, 25, 50];
const DEFAULT_LIMIT = 8;

export function BreakdownPicker<T extends Breakdown>({ value, onChange, event, of }: Props<T>) {
  const { t } = useTranslation("query");
  if (!value)
    return (
      <PropertyPicker
        look="add"
        of={of}
        event={event}
        label={t("addBreakdown")}
        placeholder={<><PartitionOutlined aria-hidden /> {t("addBreakdown")}</>}
        onChange={({ property, of }) => onChange({ property, of, limit: DEFAULT_LIMIT } as T)}
      />
    );
  const limit = value.limit ?? 25;
  return (
    <div className={css.line}>
      <span className={css.grow}>
        <PropertyPicker look="block" of={of} event={event} label={t("breakdown")} value={value} onChange={({ property, of }) => onChange({ ...value, property, of })} />
      </span>
      <Finder
        label={t("topLabel")}
        shown={t("top", { count: limit })}
        onSearch={false}
        options={LIMITS.map((each) => ({ key: String(each), value: each, text: t("top", { count: each }) }))}
        chosen={[String(limit)]}
        onChoose={(next) => onChange({ ...value, limit: next })}
      />
      <Button type="text" size="small" className={css.calm} icon={<CloseOutlined />} aria-label={t("removeBreakdown")} onClick={() => onChange(undefined)} />
    </div>
  );
}
