/** What a question says beyond what its page lets one change: kept as it came, so that opening and saving it loses nothing. */

/** What every question may say of its clock and calendar. */
export const CLOCK = ["now", "timezone", "week_start"] as const;

/** The fields of these names that are said. */
export function kept<T>(value: Record<string, unknown>, names: readonly (keyof T & string)[]): Partial<T> {
  return Object.fromEntries(names.flatMap((name) => (value[name] == null ? [] : [[name, value[name]]]))) as Partial<T>;
}
