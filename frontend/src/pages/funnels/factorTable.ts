/** Correlations as a table of plain numbers, to take away. */
import type { Schemas } from "@/api/client";
import type { Table } from "@/chart";

export const OF = ["events", "event_properties", "person_properties"] as const;
export type Of = (typeof OF)[number];
export type Row = Schemas["FactorRow"];

export function factorsTable(rows: readonly Row[], named: (row: Row) => string, heads: Record<"factor" | "converted" | "dropped" | "odds" | "p" | "fdr", string>): Table {
  return {
    columns: [heads.factor, heads.odds, heads.converted, heads.dropped, heads.p, heads.fdr],
    rows: rows.map((row) => [named(row), row.odds_ratio.value, row.converted, row.dropped, row.p, row.fdr]),
  };
}
