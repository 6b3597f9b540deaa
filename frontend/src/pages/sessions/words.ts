/** What definitions are called. */
import { useTranslation } from "react-i18next";

interface Named {
  bounce: "single_page" | "ten_seconds" | "seconds";
  bounce_seconds: number;
}

/** The definition that a bounce rate is by, as it stands beside the number. */
export function useBounceName() {
  const { t } = useTranslation("sessions");
  return ({ bounce, bounce_seconds: count }: Named): string => (bounce === "seconds" ? t("bounce.seconds", { count }) : t(`bounce.${bounce}`));
}
