/** Numbers, money, durations, times and ids as people read them, in their language and the project's time zone. */
import type { Language } from "@/shell/language";

export interface Place {
  language: Language;
  /** IANA name: the project's, not the browser's. */
  zone: string;
  /** ISO 4217: the project's. */
  currency: string;
}

export type Interval = "minute" | "hour" | "day" | "week" | "month";
/** An instant (ISO text with zone, Date, milliseconds) or a calendar day (`2026-05-04`), which belongs to no zone. */
export type When = string | number | Date;

export const NOTHING = "—";
const DAY = 86_400_000;
const MINUS = "\u2212";
const TAG: Record<Language, string> = { zh: "zh-CN", en: "en-US" };
const UNITS = {
  zh: { d: " 天", h: " 小时", m: " 分", s: " 秒" },
  en: { d: "d", h: "h", m: "m", s: "s" },
};
/** Largest first; the width of each unit in seconds. */
const SECONDS = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
] as const;

export type Formats = ReturnType<typeof formats>;

/** All formats of a place; make it once per place (`useFormat`), Intl objects are kept inside. */
export function formats(place: Place) {
  const { language, zone, currency } = place;
  const tag = TAG[language];
  const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
  const numbers = (options: Intl.NumberFormatOptions) => {
    const key = `n${JSON.stringify(options)}`;
    if (!made.has(key)) made.set(key, new Intl.NumberFormat(tag, options));
    return made.get(key) as Intl.NumberFormat;
  };
  const times = (options: Intl.DateTimeFormatOptions, when: When) => {
    const whole = isDay(when);
    const key = `t${whole}${JSON.stringify(options)}`;
    const timeZone = whole ? "UTC" : zone;
    if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(tag, { timeZone, hourCycle: "h23", ...options }));
    return (made.get(key) as Intl.DateTimeFormat).format(moment(when));
  };
  const told = (value: number | null | undefined, say: (value: number) => string) =>
    value === null || value === undefined || !Number.isFinite(value) ? NOTHING : say(value).replace("-", MINUS);

  /** 12,345 · 3.14; as many decimals as help, never more than asked for. */
  const number = (value: number | null | undefined, decimals = 2) =>
    told(value, (n) => numbers({ maximumFractionDigits: Math.abs(n) >= 1000 ? Math.min(1, decimals) : decimals }).format(n));

  /** 1.2万 · 12K: for axes and small spaces; below 10,000 the whole number. */
  const compact = (value: number | null | undefined) =>
    told(value, (n) =>
      Math.abs(n) < (language === "zh" ? 10_000 : 1000)
        ? numbers({ maximumFractionDigits: Math.abs(n) < 10 ? 2 : 1 }).format(n)
        : numbers({ notation: "compact", maximumFractionDigits: 1 }).format(n),
    );

  /** A share as 12.3%; 0% and 100% only when exactly so. */
  const percent = (share: number | null | undefined, decimals = 1) =>
    told(share, (n) => {
      const exact = n === 0 || n === 1;
      const least = 10 ** -(decimals + 2);
      const say = numbers({
        style: "percent",
        minimumFractionDigits: exact ? 0 : decimals,
        maximumFractionDigits: decimals,
      }).format;
      if (n > 0 && n < least / 2) return `<${say(least)}`;
      if (n < 1 && n >= 1 - least / 2) return `>${say(1 - least)}`;
      return say(n);
    });

  /** Money in the project's currency (or another); a decimal text keeps every digit. */
  const money = (value: number | string | null | undefined, options: { compact?: boolean; currency?: string } = {}) => {
    if (value === null || value === undefined || value === "" || !Number.isFinite(Number(value))) return NOTHING;
    const size = Math.abs(Number(value));
    const big = options.compact && size >= 10_000;
    const whole = options.compact && !big && (size >= 100 || Number.isInteger(size));
    return numbers({
      style: "currency",
      currency: options.currency ?? currency,
      currencyDisplay: "narrowSymbol",
      ...(big && { notation: "compact", maximumFractionDigits: 1 }),
      ...(whole && { minimumFractionDigits: 0, maximumFractionDigits: 0 }),
    })
      .format(value as number)
      .replace("-", MINUS);
  };

  /** 9 分 41 秒 · 9m 41s: the two largest units. */
  const duration = (seconds: number | null | undefined) =>
    told(seconds, (n) => {
      const size = Math.abs(n);
      const sign = n < 0 ? "-" : "";
      if (size < 10) return sign + numbers({ maximumFractionDigits: size < 1 ? 2 : 1 }).format(size) + UNITS[language].s;
      return sign + units(Math.round(size)).map(([unit, count]) => `${number(count)}${UNITS[language][unit]}`).join(" ");
    });

  /** Nov 22 · 11月22日; the year is added when it is not this one. */
  const day = (when: When, options: { year?: "always" | "never"; weekday?: boolean } = {}) => {
    const year = options.year ?? (yearOf(when) === yearOf(Date.now()) ? "never" : "always");
    return times(
      {
        month: "short",
        day: "numeric",
        ...(year === "always" ? { year: "numeric" } : {}),
        ...(options.weekday ? { weekday: "short" } : {}),
      },
      when,
    );
  };
  const yearOf = (when: When) => times({ year: "numeric" }, when);

  /** 14:05, with seconds where they matter. */
  const time = (when: When, seconds = false) =>
    times({ hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}) }, when);

  /** Day and time. */
  const at = (when: When, seconds = false) => `${day(when)} ${time(when, seconds)}`;

  /** 3 分钟前 · 3 minutes ago; `now` is handed in where it must not move. */
  const ago = (when: When, now: number = Date.now()) => {
    const seconds = (moment(when).getTime() - now) / 1000;
    const say = new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" });
    const size = Math.abs(seconds);
    if (size < 45) return say.format(0, "second");
    if (size < 3000) return say.format(Math.round(seconds / 60), "minute");
    if (size < 80_000) return say.format(Math.round(seconds / 3600), "hour");
    if (size < 30 * 86_400) return say.format(Math.round(seconds / 86_400), "day");
    return day(when);
  };

  /** A bucket of an axis: 11/22 · Nov 22, 14:00, 2026年11月. */
  const tick = (when: When, interval: Interval) => {
    if (interval === "month") return times({ year: "numeric", month: "short" }, when);
    if (interval === "minute" || interval === "hour") return time(when);
    return language === "zh" ? times({ month: "numeric", day: "numeric" }, when) : day(when, { year: "never" });
  };

  /** A bucket in words: which day of the week, from when to when. */
  const bucket = (when: When, interval: Interval) => {
    if (interval === "month") return times({ year: "numeric", month: "long" }, when);
    if (interval === "week") return `${day(when)} – ${day(later(when, 6 * DAY))}`;
    if (interval === "day") return day(when, { weekday: true });
    if (interval === "hour") return `${day(when)} ${time(when)} – ${time(later(when, 3_600_000))}`;
    return at(when);
  };

  return { ...place, number, compact, percent, money, duration, day, time, at, ago, tick, bucket };
}

/** The calendar day of an instant in a zone, `2026-05-04`. */
export function dayIn(zone: string, when: When): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(moment(when));
}

/** The instant at which a calendar day begins in a zone, in UTC. */
export function dayStart(zone: string, day: string): string {
  return wallStart(zone, `${day}T00:00:00`);
}

/** The instant at which the clocks of a zone show this, such as 2026-03-01T09:30:00, in UTC. */
export function wallStart(zone: string, shown: string): string {
  const wanted = Date.parse(`${shown}Z`);
  let at = wanted;
  // Twice, for where the clocks are changed between the first guess and the time meant.
  for (let tries = 0; tries < 2; tries++) at += wanted - Date.parse(`${wallIn(zone, at)}Z`);
  return new Date(at).toISOString();
}

/** What the clocks of a zone show at an instant: 2026-03-01T09:30:00. */
export function wallIn(zone: string, when: When): string {
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  return wall.format(moment(when)).replace(" ", "T");
}

/** usr_01HX…9f3a: the ends of a long id; a short one stays whole. */
export function idShort(id: string, keep = 12): string {
  return id.length <= keep + 4 ? id : `${id.slice(0, keep - 4)}…${id.slice(-4)}`;
}

function isDay(when: When): boolean {
  return typeof when === "string" && /^\d{4}-\d{2}-\d{2}$/.test(when);
}

function moment(when: When): Date {
  return when instanceof Date ? when : new Date(isDay(when) ? `${when as string}T00:00:00Z` : when);
}

/** Later by so long; a calendar day stays one. */
function later(when: When, milliseconds: number): When {
  const then = new Date(moment(when).getTime() + milliseconds);
  return isDay(when) ? then.toISOString().slice(0, 10) : then;
}

function units(seconds: number): [keyof (typeof UNITS)["en"], number][] {
  const found: [keyof (typeof UNITS)["en"], number][] = [];
  let left = seconds;
  for (const [unit, width] of SECONDS) {
    const count = Math.floor(left / width);
    if (count > 0 || found.length > 0) found.push([unit, count]);
    left -= count * width;
  }
  return found.slice(0, 2).filter(([, count]) => count > 0);
}
