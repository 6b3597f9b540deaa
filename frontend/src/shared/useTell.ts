/** Short words about what was done or refused, in the corner of the page. */
import { App } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { told } from "./states";

export function useTell() {
  const { message } = App.useApp();
  const { t } = useTranslation("states");
  return useMemo(
    () => ({
      done: (text: string) => void message.success(text),
      refused: (error: unknown) => void message.error(told(error, t("unreachable"), t("unknown")).sentence),
    }),
    [message, t],
  );
}
