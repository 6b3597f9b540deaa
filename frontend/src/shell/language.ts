/** The language of the console: chosen by the person, else the browser's first of zh and en; one file loads, not both. */
import i18next, { type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import type en from "@/locales/en";

export type Language = "zh" | "en";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: typeof en;
    defaultNS: "common";
  }
}

const KEPT = "uems.language";
const load = {
  en: () => import("@/locales/en"),
  zh: () => import("@/locales/zh"),
};

export function currentLanguage(): Language {
  return i18next.language === "zh" ? "zh" : "en";
}

function wished(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === "zh" || kept === "en") return kept;
  const first = navigator.languages.find((tag) => /^(zh|en)/i.test(tag));
  return first && /^zh/i.test(first) ? "zh" : "en";
}

export async function startLanguage(): Promise<void> {
  const language = wished();
  const resources: Resource = { [language]: (await load[language]()).default };
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: "common",
    resources,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
  addEventListener("storage", (event) => {
    if (event.key === KEPT && event.newValue !== currentLanguage()) void changeLanguage(wished());
  });
}

export async function changeLanguage(language: Language): Promise<void> {
  const words = (await load[language]()).default;
  for (const [feature, texts] of Object.entries(words)) i18next.addResourceBundle(language, feature, texts);
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
