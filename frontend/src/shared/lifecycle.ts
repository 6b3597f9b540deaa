/** The states of a person's life cycle in their order, and their words. */
import { useTranslation } from "react-i18next";

export const STATES = ["visitor", "registered", "activated", "active", "declining", "dormant", "churned", "resurrected"] as const;
type State = (typeof STATES)[number];

const isState = (code: string): code is State => (STATES as readonly string[]).includes(code);

/** The word of a state; a code of which there is no word is said as it is. */
export function useStateWord(): (code: string) => string {
  const { t } = useTranslation("lifecycle");
  return (code) => (isState(code) ? t(`state.${code}`) : code);
}
