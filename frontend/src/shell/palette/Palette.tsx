/** Everything by its name: pages, actions, projects; and what the server finds: reports, segments, events, people. */
import { SearchOutlined } from "@ant-design/icons";
import { Modal } from "antd";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Project } from "@/session/session";
import { type Entry, useEntries } from "./entries";
import { useFound } from "./found";
import { matching } from "./match";
import css from "./Palette.module.css";

interface Props {
  open: boolean;
  close: () => void;
  project: Project;
  openShortcuts: () => void;
}

export function Palette({ open, close, project, openShortcuts }: Props) {
  return (
    <Modal open={open} onCancel={close} footer={null} closable={false} width={560} destroyOnHidden className={css.modal} styles={{ container: { padding: 0 } }} style={{ top: "12vh" }}>
      <Search {...{ close, project, openShortcuts }} />
    </Modal>
  );
}

function Search({ close, project, openShortcuts }: Omit<Props, "open">) {
  const { t } = useTranslation("shell");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const all = useEntries(project, openShortcuts);
  const { found, busy } = useFound(project, typed);
  const shown = useMemo(() => [...matching(all, typed), ...found].slice(0, 60), [all, typed, found]);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => setChosen(0), [typed]);
  const place = Math.min(chosen, shown.length - 1);
  useEffect(() => {
    document.getElementById(`${list}-${place}`)?.scrollIntoView({ block: "nearest" });
  }, [list, place]);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    entry.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) setChosen((place + step + shown.length) % shown.length);
    else if (event.key === "Enter") run(shown[place]);
    else return;
    event.preventDefault();
  };

  return (
    <div onKeyDown={press}>
      <div className={css.box}>
        <SearchOutlined />
        <input
          ref={input}
          className={css.input}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t("palette.placeholder")}
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={shown.length ? `${list}-${place}` : undefined}
          aria-label={t("palette.label")}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
        <kbd>Esc</kbd>
      </div>
      <div id={list} role="listbox" aria-label={t("palette.label")} className={css.list}>
        {shown.map((entry, n) => (
          <div key={entry.id}>
            {entry.group !== shown[n - 1]?.group && <div className={css.group} role="presentation">{t(`palette.${entry.group}`)}</div>}
            <div id={`${list}-${n}`} role="option" aria-selected={n === place} className={css.entry} onMouseMove={() => setChosen(n)} onClick={() => run(entry)}>
              <span className={css.icon} aria-hidden>{entry.icon}</span>
              <span className={css.name} dir="auto">{entry.name}</span>
              {entry.note && <span className={css.note}>{entry.note}</span>}
            </div>
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className={css.none} role="status">{busy ? t("palette.busy") : t("palette.none", { typed })}</p>}
    </div>
  );
}
