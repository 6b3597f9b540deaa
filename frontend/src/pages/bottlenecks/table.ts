/** Bottlenecks as rows: the way, the group, how well it is known, every number of the arithmetic, and what is in the way. */
import type { Schemas } from "@/api/client";
import type { Cell } from "@/chart";
import type { Bottleneck } from "../map/useMaps";

export const NUMBERS = ["entered_per_week", "reference_rate", "rate", "lost_per_week", "recovery", "value_each", "value_per_week", "low", "high"] as const;
export type Of = (typeof NUMBERS)[number];

export interface Words {
  step: (key: string) => string;
  group: (one: Bottleneck) => string;
  day: (when: Date) => string;
  grade: (one: Bottleneck["evidence"]) => string;
  /** In words for the eye, raw for a file. */
  number: (n: number, of: Of) => Cell;
  signal: (one: Schemas["Signal"]) => string;
}

export function rowsOf(items: readonly Bottleneck[], some: readonly Of[], words: Words): Cell[][] {
  return items.map((one, n) => [
    n + 1,
    `${words.step(one.source)} → ${words.step(one.target)}`,
    words.group(one),
    words.day(new Date(one.since)),
    // Its end is the first moment after it.
    words.day(new Date(Date.parse(one.until) - 1)),
    words.grade(one.evidence),
    ...some.map((of) => {
      const value = one.arithmetic[of];
      return value === null ? null : words.number(value, of);
    }),
    one.friction.filter((sign) => sign.clear).map(words.signal).join("; ") || null,
  ]);
}
