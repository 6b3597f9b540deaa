/** The session ended while a page is open: sign in again over it, and what was under way goes on. */
import { Alert, Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { giveUp, useExpired } from "./again";
import css from "./session.module.css";
import type { Account } from "./session";
import { SignInForm } from "./SignInForm";
import { useSignOut } from "./useSignOut";

export function SignInAgain({ account }: { account: Account }) {
  const { t } = useTranslation("session");
  const open = useExpired();
  const signOut = useSignOut();
  return (
    <Modal open={open} title={t("again.title")} footer={null} closable={false} mask={{ closable: false }} keyboard={false} width={400} zIndex={1900} destroyOnHidden>
      <Alert type="info" title={t("again.why")} className={css.alert} />
      <SignInForm email={account.email} />
      <p className={css.aside}>
        <Button type="link" size="small" onClick={() => (giveUp(), signOut())}>{t("again.leave")}</Button>
      </p>
    </Modal>
  );
}
