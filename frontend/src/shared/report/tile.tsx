/** A saved question drawn on a dashboard: each page draws its own kind, with the parts that it draws itself with. */
import type { ChartHandle } from "@/chart";

/** Pixels of the legend above a drawing of several lines. */
export const LEGEND = 36;

export interface TileProps<T> {
  /** The question that was asked, with the dashboard's filters in it. */
  query: Record<string, unknown>;
  /** How the report is shown on its own page. */
  view: Record<string, unknown>;
  answer: T;
  /** Pixels that there are for the drawing. */
  height: number;
  chart: React.RefObject<ChartHandle | null>;
}
