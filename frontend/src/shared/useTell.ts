/** Short words about what was done or refused, in the corner of the page. */
import { App } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { told } from "./states";

export function useTell() {
  const { message } = App.useApp();
  const { t } = useTranslation("states");
  return useMemo(
    () => {
      const say = (error: unknown) => told(error, t("unreachable"), t("unknown"));
      return {
        done: (text: string) => void message.success(text),
        failed: (text: string) => void message.error(text),
        refused: (error: unknown) => void message.error(say(error).sentence),
        /** With what the refusal is about: a name, an id. */
        refusedAbout: (error: unknown) => {
          const { sentence, about } = say(error);
          void message.error([sentence, about].filter(Boolean).join(" · "));
        },
      };
    },
    [message, t],
  );
}
