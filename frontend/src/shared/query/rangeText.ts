/** A range of time in words. */
import type { TFunction } from "i18next";
import type { Range } from "./range";

const DAYS = /^-(\d+)d$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function rangeText({ since, until }: Range, t: TFunction<"query">, language: string): string {
  if (since && until === undefined) {
    const days = DAYS.exec(since);
    if (days) return t("lastDays", { count: Number(days[1]) + 1 });
    if (since === "today" || since === "this_week" || since === "this_month" || since === "this_year" || since === "all")
      return t(`named.${since}`);
  }
  if (since === "-1d" && until === "-1d") return t("named.yesterday");
  const from = since ? momentText(since, t, language) : "";
  const to = until ? momentText(until, t, language) : "";
  if (!to) return t("sinceMoment", { from });
  return from ? t("fromTo", { from, to }) : t("untilMoment", { to });
}

/** A moment as it reads: so long ago, a day, or by its name. */
export function momentText(text: string, t: TFunction<"query">, language: string): string {
  const back = /^-(\d+)(min|h|d|w|m|y)$/.exec(text);
  if (back) return t(`ago.${back[2] as "d"}`, { count: Number(back[1]) });
  if (text === "today" || text === "this_week" || text === "this_month" || text === "this_year") return t(`named.${text}`);
  if (!DAY.test(text)) return text.replace("T", " ");
  const day = new Date(`${text}T00:00:00Z`);
  return new Intl.DateTimeFormat(language, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(day);
}
