/** Rows that can be drawn over time: the first column is a time, others are numbers. */
import type { Rows } from "./useRun";

export interface Course {
  buckets: string[];
  interval: "day" | "hour";
  series: { name: string; values: (number | null)[] }[];
}

const MOST = 8;
const isNumber = (type: string) => /^(Nullable\()?(U?Int|Float)/.test(type);

/** undefined = they are no course: no time at first, no numbers, or two rows of one time. */
export function courseOf({ columns, rows }: Pick<Rows, "columns" | "rows">): Course | undefined {
  const first = columns[0]?.type ?? "";
  const numbers = columns.map((one, place) => ({ ...one, place })).filter((one) => one.place > 0 && isNumber(one.type)).slice(0, MOST);
  if (!/^(Nullable\()?Date/.test(first) || numbers.length === 0 || rows.length < 2) return undefined;
  const sorted = (rows as unknown[][]).filter((row) => typeof row[0] === "string").sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1));
  const buckets = sorted.map((row) => row[0] as string);
  if (new Set(buckets).size < buckets.length) return undefined;
  return {
    buckets,
    interval: /DateTime/.test(first) ? "hour" : "day",
    series: numbers.map(({ name, place }) => ({ name, values: sorted.map((row) => (typeof row[place] === "number" ? (row[place] as number) : null)) })),
  };
}
