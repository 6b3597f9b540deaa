/** The eight cells and the grids of the RFM page. */
import type { Schemas } from "@/api/client";

export const CELLS = ["champions", "promising", "lapsing", "rescue", "loyal", "recent", "fading", "lost"] as const;
export type Cell = (typeof CELLS)[number];

export const SCORES = [5, 4, 3, 2, 1] as const;
export const RISING = [1, 2, 3, 4, 5] as const;

/** People by R (rows, the most recent first) and F (columns), whatever their M. */
export function scoreGrid(scores: readonly Schemas["RfmScore"][]): (number | null)[][] {
  return SCORES.map((r) =>
    RISING.map((f) => {
      const some = scores.filter((one) => one.r === r && one.f === f);
      return some.length ? some.reduce((sum, one) => sum + one.people, 0) : null;
    }),
  );
}

/** People from a cell (rows; "" = had not bought) to a cell (columns; "" = no purchase in range any more). */
export function migrationGrid(items: readonly Schemas["Migration"][], rows: readonly string[], columns: readonly string[]): (number | null)[][] {
  return rows.map((before) => columns.map((cell) => items.find((one) => one.before === before && one.cell === cell)?.people ?? null));
}
