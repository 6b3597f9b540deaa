/** A button that opens a searched list: every picker of a query is one, and all of them obey the same keys. */
import { CheckOutlined, DownOutlined } from "@ant-design/icons";
import { Input, type InputRef, Popover } from "antd";
import { type KeyboardEvent, type ReactNode, type UIEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./query.module.css";

export interface Option<T> {
  key: string;
  value: T;
  /** What is searched and read aloud. */
  text: string;
  shown?: ReactNode;
  icon?: ReactNode;
  note?: ReactNode;
  group?: string;
}

export type Look = "box" | "block" | "plain" | "add" | "icon";

interface Props<T> {
  /** What is chosen here, for those who do not see it. */
  label: string;
  /** What the button says; `unset` greys it. */
  shown: ReactNode;
  unset?: boolean;
  options: Option<T>[];
  onChoose: (value: T) => void;
  /** The keys of what is chosen now. */
  chosen?: readonly string[];
  /** Several can be chosen: the list stays open. */
  several?: boolean;
  /** Given: the list is searched elsewhere; left out: here. `false` hides the field. */
  onSearch?: ((text: string) => void) | false;
  onOpenChange?: (open: boolean) => void;
  more?: () => void;
  busy?: boolean;
  /** Said instead of an empty list. */
  nothing?: ReactNode;
  foot?: ReactNode;
  /** `add` and `icon` say in themselves what they are for. */
  look?: Look;
  startOpen?: boolean;
  disabled?: boolean;
  className?: string;
}

export function Finder<T>(props: Props<T>) {
  const { label, shown, unset, look = "box", disabled } = props;
  const [open, setOpen] = useState(props.startOpen ?? false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useId();
  const change = (next: boolean) => {
    setOpen(next);
    props.onOpenChange?.(next);
  };
  const close = () => {
    button.current?.focus();
    change(false);
  };
  const looks = { box: "", block: css.block, plain: css.plain, add: `${css.block} ${css.add}`, icon: `${css.plain} ${css.iconic}` }[look];
  return (
    <Popover
      open={open}
      onOpenChange={change}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={<Panel {...props} list={list} close={close} />}
    >
      <button
        ref={button}
        type="button"
        disabled={disabled}
        className={`${css.trigger} ${looks} ${props.className ?? ""}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={look === "icon" ? label : undefined}
        title={look === "icon" ? label : typeof shown === "string" ? shown : undefined}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || event.altKey || open) return;
          event.preventDefault();
          event.stopPropagation();
          change(true);
        }}
      >
        {look === "add" || look === "icon" ? null : <span className={css.unseen}>{label} </span>}
        <span className={`${css.shown} ${unset ? css.unset : ""}`}>{shown}</span>
        {look === "box" || look === "block" ? <DownOutlined className={css.caret} aria-hidden /> : null}
      </button>
    </Popover>
  );
}

function Panel<T>(props: Props<T> & { list: string; close: () => void }) {
  const { t } = useTranslation("query");
  const { options, onSearch, several, chosen = [], list, close, label } = props;
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const field = useRef<InputRef>(null);
  const rows = useRef<HTMLUListElement>(null);
  const found = onSearch === undefined && text ? options.filter((each) => each.text.toLowerCase().includes(text.toLowerCase())) : options;
  const at = Math.min(active, found.length - 1);

  useEffect(() => {
    const frame = requestAnimationFrame(() => (field.current ?? rows.current)?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, []);
  useEffect(() => {
    void rows.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const choose = (option: Option<T> | undefined) => {
    if (!option) return;
    if (!several) close();
    props.onChoose(option.value);
  };
  const move = (by: number) => setActive(Math.max(0, Math.min(found.length - 1, at + by)));
  const keys: Record<string, () => void> = {
    ArrowDown: () => (at === found.length - 1 && props.more ? props.more() : undefined, move(1)),
    ArrowUp: () => move(-1),
    PageDown: () => move(8),
    PageUp: () => move(-8),
    Enter: () => choose(found[at]),
    Escape: close,
  };
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Tab") return close();
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const scroll = (event: UIEvent<HTMLElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    if (scrollHeight - scrollTop - clientHeight < 80) props.more?.();
  };
  const current = found[at] && `${list}-${at}`;
  return (
    <div className={css.panel} onKeyDown={press}>
      {onSearch === false ? null : (
        <Input
          ref={field}
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={list}
          aria-activedescendant={current}
          placeholder={t("search")}
          value={text}
          maxLength={200}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
            if (onSearch) onSearch(event.target.value.trim());
          }}
        />
      )}
      <ul
        ref={rows}
        id={list}
        role="listbox"
        aria-label={label}
        aria-multiselectable={several}
        aria-busy={props.busy}
        aria-activedescendant={onSearch === false ? current : undefined}
        tabIndex={onSearch === false ? 0 : -1}
        className={css.options}
        onScroll={scroll}
      >
        {found.flatMap((option, n) => [
          option.group !== found[n - 1]?.group && option.group ? (
            <li key={`group ${option.group}`} role="presentation" className={css.group}>
              {option.group}
            </li>
          ) : null,
          <li
            key={option.key}
            id={`${list}-${n}`}
            role="option"
            aria-selected={chosen.includes(option.key)}
            data-active={n === at || undefined}
            className={css.option}
            onPointerMove={() => setActive(n)}
            onClick={() => choose(option)}
          >
            {option.icon ? <span className={css.icon} aria-hidden>{option.icon}</span> : null}
            <bdi className={css.name} title={option.text}>{option.shown ?? option.text}</bdi>
            {option.note !== undefined ? <span className={css.note}>{option.note}</span> : null}
            {chosen.includes(option.key) ? <CheckOutlined className={css.icon} aria-hidden /> : null}
          </li>,
        ])}
      </ul>
      {found.length === 0 ? <div className={css.quiet} role="status">{props.busy ? t("searching") : (props.nothing ?? t("nothing"))}</div> : null}
      {props.foot ? <div className={css.foot}>{props.foot}</div> : null}
    </div>
  );
}
