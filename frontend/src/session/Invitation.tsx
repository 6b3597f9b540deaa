/** A link that somebody handed over: join a project, or choose a new password. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { answered, quiet, type Schemas } from "@/api/client";
import { Failed, Loading, told } from "@/shared/states";
import { Door } from "./Door";
import { NewAccountForm, PasswordField } from "./NewAccountForm";
import { begun } from "./session";
import css from "./session.module.css";
import { signedIn } from "./signedIn";

type Offer = Schemas["InvitationBody"];

export function Invitation() {
  const { t } = useTranslation(["session", "shell"]);
  const [asked] = useSearchParams();
  const token = asked.get("token") ?? "";
  const at = { params: { path: { token } } };
  const navigate = useNavigate();
  const offer = useQuery({ queryKey: ["invitation", token], queryFn: () => answered(quiet.GET("/api/invitations/{token}", at)), retry: false, staleTime: Infinity });
  const accept = async (body: Schemas["AcceptBody"]) => {
    signedIn(begun(await answered(quiet.POST("/api/invitations/{token}", { ...at, body }))));
    await navigate("/", { replace: true });
  };
  if (offer.error)
    return (
      <Door title={t("invite.broken")} wide>
        <Failed small error={offer.error} />
        <p className={css.aside}><Link to="/sign-in">{t("signIn")}</Link></p>
      </Door>
    );
  if (!offer.data) return <Loading />;
  const { kind, known, email, project_name, role, invited_by } = offer.data;
  if (kind === "join" && !known)
    return (
      <Door title={t("invite.title", { project: project_name })} lead={invited(t, invited_by, t(`shell:role.${role}`))} wide>
        <NewAccountForm email={email} button={t("invite.join")} submit={({ name, password }) => accept({ name, password })} />
      </Door>
    );
  return (
    <Door title={kind === "join" ? t("invite.title", { project: project_name }) : t("invite.reset")} lead={kind === "join" ? invited(t, invited_by, t(`shell:role.${role}`)) : undefined} wide>
      <PasswordOnly offer={offer.data} submit={(password) => accept({ password })} />
    </Door>
  );
}

function invited(t: ReturnType<typeof useTranslation<["session", "shell"]>>["t"], by: string, role: string): string {
  return by ? t("invite.why", { by, role }) : t("invite.as", { role });
}

/** Whoever has an account proves it by its password; whoever lost it chooses a new one. */
function PasswordOnly({ offer, submit }: { offer: Offer; submit: (password: string) => Promise<void> }) {
  const { t } = useTranslation(["session", "states"]);
  const [refused, setRefused] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const joins = offer.kind === "join";
  const send = async ({ password }: { password: string }) => {
    setBusy(true);
    setRefused(undefined);
    await submit(password).catch(setRefused);
    setBusy(false);
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(given: { password: string }) => void send(given)}>
      <p className={css.lead}>{joins ? t("invite.known") : t("invite.resetWhy", { email: offer.email })}</p>
      <div aria-live="assertive">
        {refused !== undefined && <Alert type="error" showIcon title={told(refused, t("states:unreachable"), t("states:unknown")).sentence} className={css.alert} />}
      </div>
      <Form.Item label={t("email")}><Input aria-label={t("email")} value={offer.email} disabled size="large" autoComplete="username" /></Form.Item>
      {joins ? (
        <Form.Item name="password" label={t("password")} rules={[{ required: true, message: t("need.password") }]}>
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
      ) : (
        <PasswordField name="password" label={t("account.next")} />
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>{t(joins ? "invite.join" : "invite.resetButton")}</Button>
    </Form>
  );
}
