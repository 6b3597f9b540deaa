/** How the values of a trend read: as money where the revenue is summed, as a share where the formula says so. */
import { useMemo } from "react";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";
import type { TrendAsked } from "./query";
import { wantsNumber } from "./query";

export interface ValueFormat {
  long: (value: number) => string;
  short: (value: number) => string;
}

export function useValueFormat({ series, formula, percent }: TrendAsked): ValueFormat {
  const format = useFormat();
  const revenue = useProject().key_events.revenue;
  const money =
    !formula && revenue && series.every((one) => wantsNumber(one.measure) && one.event === revenue.event && one.property === revenue.property);
  return useMemo(() => {
    if (formula && percent) return { long: (n: number) => format.percent(n), short: (n: number) => format.percent(n, 0) };
    if (money) return { long: (n: number) => format.money(n), short: (n: number) => format.money(n, { compact: true }) };
    return { long: (n: number) => format.number(n), short: format.compact };
  }, [format, money, formula, percent]);
}
