/** The range of time of a report: a usual one, the last N days, or fixed dates; days are the project's. */
import { CalendarOutlined, DownOutlined } from "@ant-design/icons";
import { InputNumber, Popover } from "antd";
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProject } from "@/session/useProject";
import css from "./query.module.css";
import { LAST_30_DAYS, last, type Range, sameRange, USUAL } from "./range";
import { rangeText } from "./rangeText";

const FixedRange = lazy(() => import("./FixedRange"));

interface Props {
  value: Range;
  onChange: (range: Range) => void;
  label?: string;
}

export function TimeRangePicker({ value, onChange, label }: Props) {
  const { t, i18n } = useTranslation("query");
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    button.current?.focus();
    setOpen(false);
  };
  const text = rangeText(value.since || value.until ? value : LAST_30_DAYS, t, i18n.language);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <Panel
          value={value}
          close={close}
          onChange={(range) => {
            onChange(range);
            close();
          }}
        />
      }
    >
      <button
        ref={button}
        type="button"
        className={`${css.trigger} ${css.tall}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${label ?? t("range")}${t("colon")}${text}`}
      >
        <CalendarOutlined className={css.icon} aria-hidden />
        <span className={css.shown}>{text}</span>
        <DownOutlined className={css.caret} aria-hidden />
      </button>
    </Popover>
  );
}

function Panel({ value, onChange, close }: { value: Range; onChange: (range: Range) => void; close: () => void }) {
  const { t, i18n } = useTranslation("query");
  const zone = useProject().timezone;
  const list = useRef<HTMLDivElement>(null);
  const now = USUAL.findIndex((range) => sameRange(range, value));
  const [days, setDays] = useState<number | null>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => list.current?.querySelectorAll("button")[Math.max(now, 0)]?.focus());
    return () => cancelAnimationFrame(frame);
  }, [now]);
  const walk = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || at < 0) return;
    event.preventDefault();
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      role="dialog"
      aria-label={t("range")}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") close();
      }}
    >
      <div ref={list} className={css.presets} onKeyDown={walk}>
        {USUAL.map((range, n) => (
          <button
            key={JSON.stringify(range)}
            type="button"
            tabIndex={n === Math.max(now, 0) ? 0 : -1}
            aria-pressed={n === now}
            onClick={() => onChange(range)}
          >
            {rangeText(range, t, i18n.language)}
          </button>
        ))}
      </div>
      <form
        className={css.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (days) onChange(last(days));
        }}
      >
        <span className={css.word}>{t("lastN.before")}</span>
        <InputNumber className={css.small} aria-label={t("lastN.label")} min={1} max={3650} precision={0} value={days} onChange={setDays} />
        <span className={css.word}>{t("lastN.after")}</span>
      </form>
      <div className={css.fixed}>
        <Suspense>
          <FixedRange value={value} onChange={onChange} />
        </Suspense>
      </div>
      <div className={css.foot}>{t("zone", { zone })}</div>
    </div>
  );
}
