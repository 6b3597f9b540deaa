/** Which events: a name, and the tests they must pass. */
import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EventFilter } from "./condition";
import { EventPicker } from "./EventPicker";
import css from "./query.module.css";
import { useTestList } from "./TestList";

interface Props {
  value: EventFilter;
  onChange: (filter: EventFilter) => void;
  onRemove?: () => void;
  any?: boolean;
  label?: string;
  /** What stands before the name: a number, a handle. */
  before?: ReactNode;
  /** What stands after the name: a menu. */
  after?: ReactNode;
  /** What stands below the name, above the tests. */
  children?: ReactNode;
}

export function EventFilterEditor({ value, onChange, onRemove, any, label, before, after, children }: Props) {
  const { t } = useTranslation("query");
  const tests = useTestList({
    value: value.where ?? [],
    event: value.event,
    onChange: (where) => {
      const { where: _, ...rest } = value;
      onChange(where.length ? { ...rest, where } : rest);
    },
  });
  return (
    <div className={css.filter}>
      <div className={css.line}>
        {before}
        <span className={css.grow}>
          <EventPicker look="plain" className={css.wide} any={any} label={label} value={value.event} onChange={(event) => onChange({ ...value, event })} />
        </span>
        {tests.add("icon")}
        {after}
        {onRemove ? (
          <Button
            type="text"
            size="small"
            className={css.calm}
            icon={<CloseOutlined />}
            aria-label={t("removeEvent", { event: value.event ?? t("anyEvent") })}
            onClick={onRemove}
          />
        ) : null}
      </div>
      {children || tests.list ? (
        <div className={css.indent}>
          {children}
          {tests.list}
        </div>
      ) : null}
    </div>
  );
}
