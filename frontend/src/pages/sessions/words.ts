/** What definitions and values are called. */
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

export function useValueName() {
  const { t } = useTranslation("sessions");
  return (value: unknown): string => {
    if (value === null || value === undefined || value === "") return t("noValue");
    return value === "$other" ? t("otherValues") : typeof value === "object" ? JSON.stringify(value) : String(value);
  };
}
