/** The person's own page: who they are, where they may go, and another password. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import { Alert, App, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api } from "@/api/client";
import { told } from "@/shared/states";
import { LanguageSwitch, ThemeSwitch } from "@/shell/Header";
import { useTitle } from "@/shell/title";
import { PasswordField } from "./NewAccountForm";
import css from "./session.module.css";
import { useSession } from "./useProject";

export function AccountPage() {
  const { t } = useTranslation(["session", "shell"]);
  const session = useSession()!;
  useTitle(t("account.title"));
  return (
    <>
      <div className={css.corner}><LanguageSwitch /><ThemeSwitch /></div>
      <main className={css.account}>
        <Link to="/"><ArrowLeftOutlined /> {t("account.back")}</Link>
        <h1>{t("account.title")}</h1>
        <section className={css.panel}>
          <h2>{t("account.who")}</h2>
          <dl className={css.facts}>
            <dt>{t("name")}</dt><dd dir="auto">{session.account.name}</dd>
            <dt>{t("email")}</dt><dd>{session.account.email}</dd>
            {session.projects.map((project) => (
              <div key={project.id} style={{ display: "contents" }}>
                <dt dir="auto">{project.name}</dt><dd>{project.role && t(`shell:role.${project.role}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className={css.panel}>
          <h2>{t("account.password")}</h2>
          <p className={css.lead}>{t("account.passwordWhy")}</p>
          <PasswordForm email={session.account.email} />
        </section>
      </main>
    </>
  );
}

function PasswordForm({ email }: { email: string }) {
  const { t } = useTranslation(["session", "states"]);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ current: string; next: string }>();
  const [refused, setRefused] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  async function change(given: { current: string; next: string }) {
    setBusy(true);
    setRefused(undefined);
    try {
      await answered(api.POST("/api/session/password", { body: { current: given.current, new: given.next } }));
      form.resetFields();
      void message.success(t("account.changed"));
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void change(given)}>
      <div aria-live="assertive">
        {refused !== undefined && <Alert type="error" showIcon title={told(refused, t("states:unreachable"), t("states:unknown")).sentence} className={css.alert} />}
      </div>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Form.Item name="current" label={t("account.current")} rules={[{ required: true, message: t("need.password") }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <PasswordField name="next" label={t("account.next")} />
      <Button type="primary" htmlType="submit" loading={busy}>{t("account.change")}</Button>
    </Form>
  );
}
