/** What a value of a breakdown is called in the person's language. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { valueName } from "./valueName";

export function useValueName(): (value: unknown) => string {
  const { t } = useTranslation("explore");
  const { t: query } = useTranslation("query");
  return useMemo(() => valueName({ missing: t("missing"), other: t("other"), yes: query("yes"), no: query("no") }), [t, query]);
}
