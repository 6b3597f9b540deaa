/** E-mail and password; a wrong one is told, too many tries count down. */
import { Alert, Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { told } from "@/shared/states";
import { openSession } from "./session";
import css from "./session.module.css";
import { signedIn } from "./signedIn";

interface Props {
  /** Fixed where the same person signs in again. */
  email?: string;
  done?: () => void;
}

export function SignInForm({ email, done }: Props) {
  const { t } = useTranslation(["session", "states"]);
  const [form] = Form.useForm<{ email: string; password: string }>();
  const [refused, setRefused] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useCountdown();

  async function submit(given: { email: string; password: string }) {
    if (busy || wait > 0) return;
    setBusy(true);
    setRefused(undefined);
    try {
      signedIn(await openSession(email ?? given.email.trim(), given.password));
      done?.();
    } catch (error) {
      setRefused(error);
      if (error instanceof ApiError && error.code === "too_many_attempts") setWait(Number(error.about) || 2);
      form.setFieldValue("password", "");
      form.focusField("password");
    } finally {
      setBusy(false);
    }
  }

  const sentence = refused ? told(refused, t("states:unreachable"), t("states:unknown")).sentence : "";
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void submit(given)} initialValues={{ email }}>
      <div aria-live="assertive">
        {wait > 0 ? (
          <Alert type="warning" showIcon title={t("wait.title")} description={t("wait.left", { count: wait, time: clock(wait) })} className={css.alert} />
        ) : (
          sentence && <Alert type="error" showIcon title={sentence} className={css.alert} />
        )}
      </div>
      <Form.Item name="email" label={t("email")} rules={email ? [] : [{ required: true, message: t("need.email") }]}>
        <Input type="email" autoComplete="username" size="large" disabled={!!email} autoFocus={!email} />
      </Form.Item>
      <Form.Item name="password" label={t("password")} rules={[{ required: true, message: t("need.password") }]}>
        <Input.Password autoComplete="current-password" size="large" autoFocus={!!email} />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={wait > 0}>
        {t("signIn")}
      </Button>
    </Form>
  );
}

/** Seconds that run down to nothing. */
function useCountdown(): [number, (seconds: number) => void] {
  const [end, setEnd] = useState(0);
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, Math.ceil((end - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [left]);
  return [left, (seconds) => (setNow(Date.now()), setEnd(Date.now() + seconds * 1000))];
}

/** 75 → 1:15. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
