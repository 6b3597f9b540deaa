/** A key, a link or an id with a button that copies it. */
import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./CopyText.module.css";

interface Props {
  text: string;
  /** What is shown, where it is not the text itself. */
  shown?: string;
  onCopy?: () => void;
}

export function CopyText({ text, shown, onCopy }: Props) {
  return (
    <span className={css.copy}>
      <code className={shown ? css.short : undefined}>{shown ?? text}</code>
      <CopyButton text={text} onCopy={onCopy} />
    </span>
  );
}

export function CopyButton({ text, onCopy }: { text: string; onCopy?: () => void }) {
  const { t } = useTranslation("states");
  const [done, setDone] = useState(false);
  const copy = async () => {
    await copied(text);
    setDone(true);
    onCopy?.();
    setTimeout(() => setDone(false), 1600);
  };
  const name = done ? t("copied") : t("copy");
  return (
    <Tooltip title={name}>
      <Button type="text" size="small" icon={done ? <CheckOutlined /> : <CopyOutlined />} aria-label={name} onClick={() => void copy()} />
    </Tooltip>
  );
}

/** Where the clipboard is not to be had (plain http) or refuses, by the old way. */
async function copied(text: string): Promise<void> {
  const lent = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  if (lent) return;
  const area = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
