/** Name and password of somebody who comes for the first time. */
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { told } from "@/shared/states";
import css from "./session.module.css";

export interface NewAccount {
  email: string;
  name: string;
  password: string;
}

interface Props {
  /** Fixed where an invitation names it. */
  email?: string;
  button: string;
  submit: (given: NewAccount) => Promise<void>;
}

export function NewAccountForm({ email, button, submit }: Props) {
  const { t } = useTranslation(["session", "states"]);
  const [refused, setRefused] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  async function send(given: NewAccount) {
    if (busy) return;
    setBusy(true);
    setRefused(undefined);
    await submit({ ...given, email: email ?? given.email.trim() }).catch(setRefused);
    setBusy(false);
  }
  const sentence = refused ? told(refused, t("states:unreachable"), t("states:unknown")).sentence : "";
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(given: NewAccount) => void send(given)} initialValues={{ email }}>
      <div aria-live="assertive">{sentence && <Alert type="error" showIcon title={sentence} className={css.alert} />}</div>
      <Form.Item name="email" label={t("email")} rules={email ? [] : [{ required: true, type: "email", message: t("need.email") }]}>
        <Input autoComplete="username" size="large" disabled={!!email} />
      </Form.Item>
      <Form.Item name="name" label={t("name")} rules={[{ required: true, whitespace: true, message: t("need.name") }]}>
        <Input autoComplete="name" size="large" maxLength={100} />
      </Form.Item>
      <PasswordField name="password" label={t("password")} />
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>{button}</Button>
    </Form>
  );
}

/** A password that is being chosen; the server knows the common ones. */
export function PasswordField({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation("session");
  return (
    <Form.Item name={name} label={label} extra={t("rule")} rules={[{ required: true, min: 10, message: t("need.long") }]}>
      <Input.Password autoComplete="new-password" size="large" />
    </Form.Item>
  );
}
