/** Home: how the project does at a glance. */
import { useTranslation } from "react-i18next";

export default function Home() {
  const { t } = useTranslation("pages");
  return <h1>{t("home")}</h1>;
}
