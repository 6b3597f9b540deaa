/** Which cells of a retention have begun: a calendar day moved by periods, compared with today. */
import type { Interval } from "./types";

type Period = Exclude<Interval, "minute">;

/** Has period `n` after the cohort's own begun? Cohorts are calendar days, or instants where periods are hours. */
export function begun(cohort: string, n: number, period: Period, now: number, today: string): boolean {
  if (period === "hour") return Date.parse(cohort) + n * 3_600_000 <= now;
  return moved(cohort, n, period) <= today;
}

export function moved(day: string, n: number, period: Period): string {
  const then = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  if (period === "month") then.setUTCMonth(then.getUTCMonth() + n);
  else then.setUTCDate(then.getUTCDate() + n * (period === "week" ? 7 : 1));
  return then.toISOString().slice(0, 10);
}
