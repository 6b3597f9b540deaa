/** Sign in, and go on to where one wanted to be. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { ApiError } from "@/api/client";
import { Door } from "./Door";
import { inside } from "./inside";
import { fetchSession } from "./session";
import css from "./session.module.css";
import { SignInForm } from "./SignInForm";
import { onTabs } from "./tabs";

export function SignIn() {
  const { t } = useTranslation("session");
  const [asked] = useSearchParams();
  const navigate = useNavigate();
  const goOn = () => void navigate(inside(asked.get("next")), { replace: true });
  const { error } = useQuery({ queryKey: ["setup"], queryFn: fetchSession, retry: false, staleTime: 0 });
  const first = error instanceof ApiError && error.extra.setup === true;
  useEffect(() => onTabs((word) => word.said === "in" && location.assign(inside(asked.get("next")))), [asked]);
  if (first)
    return (
      <Door title={t("first.title")} lead={t("first.why")} wide>
        <p className={css.lead}>{t("first.link")}</p>
      </Door>
    );
  return (
    <Door title={t("signIn")} lead={t("lead")}>
      <SignInForm done={goOn} />
      <p className={css.aside}>{t("forgotten")}</p>
    </Door>
  );
}
