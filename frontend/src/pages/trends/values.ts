/** How the values of a trend read: as money where the revenue is summed, as a share where the formula says so. */
import { useMemo } from "react";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";
import type { TrendAsked } from "./query";
import { wantsNumber } from "./query";

export interface ValueFormat {
  /** Of what is drawn. */
  long: (value: number) => string;
  short: (value: number) => string;
  /** Of a line by its letter: the parts of a formula are no shares. */
  of: (value: number, letter: string | null) => string;
}

export function useValueFormat({ series, formula, percent }: TrendAsked): ValueFormat {
  const format = useFormat();
  const revenue = useProject().key_events.revenue;
  const money =
    !formula && revenue && series.every((one) => wantsNumber(one.measure) && one.event === revenue.event && one.property === revenue.property);
  return useMemo(() => {
    const plain = (n: number) => format.number(n);
    const share = (n: number) => format.percent(n);
    if (formula && percent)
      return { long: share, short: (n: number) => format.percent(n, 0), of: (n: number, letter: string | null) => (letter === null ? share(n) : plain(n)) };
    if (!money) return { long: plain, short: format.compact, of: plain };
    const whole = (n: number) => format.money(n);
    return { long: whole, short: (n: number) => format.money(n, { compact: true }), of: whole };
  }, [format, money, formula, percent]);
}
