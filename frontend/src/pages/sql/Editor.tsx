/** Where SQL is typed: a field over its own coloured text, in which Tab indents and Ctrl-Enter runs. */
import { type KeyboardEvent, useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import css from "./Sql.module.css";
import { tokens } from "./tokens";

export interface EditorHandle {
  /** Put a text where the caret is. */
  put: (text: string) => void;
}

interface Props {
  value: string;
  onChange: (text: string) => void;
  onRun: () => void;
  ref?: React.Ref<EditorHandle>;
}

export function Editor({ value, onChange, onRun, ref }: Props) {
  const { t } = useTranslation("sql");
  const field = useRef<HTMLTextAreaElement>(null);
  const escaped = useRef(false);
  const put = (text: string) => {
    const area = field.current;
    if (!area) return;
    area.focus();
    // Through the browser, so that Ctrl-Z takes it back.
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      onChange(area.value);
    }
  };
  useImperativeHandle(ref, () => ({ put }));
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onRun();
    } else if (event.key === "Escape") {
      // Then Tab leaves the field, for those who work by keyboard alone.
      escaped.current = true;
      return;
    } else if (event.key === "Tab" && !event.shiftKey && !escaped.current) {
      event.preventDefault();
      put("  ");
    }
    escaped.current = false;
  };
  return (
    <div className={css.editor}>
      <pre aria-hidden>
        {tokens(value).map((one, n) => (one.kind === "plain" ? one.text : <span key={n} data-kind={one.kind}>{one.text}</span>))}
        {"\n"}
      </pre>
      <textarea
        ref={field}
        value={value}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        maxLength={20_000}
        aria-label={t("editor")}
        aria-description={t("editorHint")}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={keys}
      />
    </div>
  );
}
