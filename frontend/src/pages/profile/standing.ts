/** The words of a person's life-cycle state and tags. */
import { useTranslation } from "react-i18next";
import type { Person } from "@/shared/person";
import en from "@/locales/en/lifecycle.json";

type State = keyof typeof en.state;

/** The word of a state; a code of which there is no word is said as it is. */
export function useStateWord(): (code: string) => string {
  const { t } = useTranslation("lifecycle");
  return (code) => (code in en.state ? t(`state.${code as State}`) : code);
}

/** A tag's value for one person: how sure it is, and the day it was computed for. */
export interface TagValue {
  id: string;
  name: string;
  value: unknown;
  confidence?: number;
  base?: string;
}

export const tagsOf = (person: Pick<Person, "tags">): TagValue[] => person.tags as unknown as TagValue[];
