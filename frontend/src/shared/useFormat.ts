/** The formats of the person's language and the project's zone and currency. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useProject } from "@/session/useProject";
import { type Formats, formats } from "./format";

export function useFormat(): Formats {
  const { i18n } = useTranslation();
  const language = i18n.language === "zh" ? "zh" : "en";
  const { timezone: zone, currency } = useProject();
  return useMemo(() => formats({ language, zone, currency }), [language, zone, currency]);
}
