/** Which events moved most: by how unlikely the change is for a count of that size, not by its percentage alone. */
import type { Schemas } from "@/api/client";

type Line = Pick<Schemas["Line"], "name" | "period" | "values" | "total">;

export interface Moved {
  name: string;
  total: number;
  before: number;
  delta: number;
  values: readonly number[];
}

/** Three to four, or four to three, says nothing: counts below this are left out. */
const FEW = 20;

/** Most moved first; what did not move is not in the list. A bucket that is still running is not drawn. */
export function mostMoved(series: readonly Line[], complete: readonly boolean[] = []): Moved[] {
  const before = new Map(series.filter((line) => line.period === "previous").map((line) => [line.name, line.total]));
  return series
    .filter((line) => line.period === "current")
    .map((line) => {
      const was = before.get(line.name) ?? 0;
      return { name: line.name, total: line.total, before: was, delta: was ? line.total / was - 1 : 1, values: line.values.filter((_, n) => complete[n] !== false) };
    })
    .filter((one) => Math.max(one.total, one.before) >= FEW && one.total !== one.before)
    .sort((a, b) => weight(b) - weight(a));
}

/** The change in standard deviations of a Poisson count. */
const weight = ({ total, before }: Moved) => Math.abs(total - before) / Math.sqrt(total + before);
