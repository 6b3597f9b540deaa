/** A value as JSON, which says when it is none. */
import { Form, Input } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { isJson } from "./flag";

interface Props {
  label: string;
  value: string;
  placeholder?: string;
  onChange: (text: string) => void;
}

export function JsonField({ label, value, placeholder, onChange }: Props) {
  const { t } = useTranslation("flags");
  const id = useId();
  const right = isJson(value);
  return (
    <Form.Item label={label} htmlFor={id} style={{ marginBottom: 0 }} validateStatus={right ? undefined : "error"} help={right ? undefined : t("notJson")}>
      <Input.TextArea id={id} value={value} autoSize={{ minRows: 1, maxRows: 8 }} dir="ltr" placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />
    </Form.Item>
  );
}
