/** First run: the link that the server printed makes the first account, owner of everything. */
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Door } from "./Door";
import { NewAccountForm } from "./NewAccountForm";
import { setUp } from "./session";
import css from "./session.module.css";
import { signedIn } from "./signedIn";

export function SetUp() {
  const { t } = useTranslation("session");
  const [asked] = useSearchParams();
  const navigate = useNavigate();
  return (
    <Door title={t("setup.title")} lead={t("setup.why")} wide>
      <NewAccountForm
        button={t("setup.button")}
        submit={async (given) => {
          signedIn(await setUp({ ...given, token: asked.get("token") ?? "" }));
          await navigate("/", { replace: true });
        }}
      />
      <p className={css.aside}><Link to="/sign-in">{t("setup.signIn")}</Link></p>
    </Door>
  );
}
