/** What a value of a breakdown is called: missing, the rest, yes and no in the person's language. */
import { useTranslation } from "react-i18next";

export function useValueName(): (value: unknown) => string {
  const { t } = useTranslation("explore");
  const { t: query } = useTranslation("query");
  const name = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return t("missing");
    if (value === "$other") return t("other");
    if (typeof value === "boolean") return query(value ? "yes" : "no");
    return Array.isArray(value) ? value.map(name).join(" · ") : typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  return name;
}
