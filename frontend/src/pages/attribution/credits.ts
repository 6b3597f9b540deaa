/** The numbers of the table, and what stands out in them. */
import type { Schemas } from "@/api/client";
import type { Show } from "./query";

export type Attributed = Schemas["Attributed"];
type Credited = Schemas["Credited"];

/** A channel that the path models credit and the incremental model does not. */
export interface Doubted {
  place: number;
  /** The least and the most share that a path model gives it. */
  low: number;
  high: number;
  added: number;
  experiment: string | null;
}

const SEEN = 0.05;
const NOTHING = 0.02;

export function doubted(answer: Attributed): Doubted[] {
  const incremental = answer.models.find((one) => one.model === "incremental")!;
  const paths = answer.models.filter((one) => one.model !== "incremental");
  return answer.channels.flatMap((_, place) => {
    const shares = paths.map((one) => one.credits[place]!.share);
    const [low, high] = [Math.min(...shares), Math.max(...shares)];
    const added = incremental.credits[place]!.share;
    if (high < SEEN || added > NOTHING) return [];
    return [{ place, low, high, added, experiment: answer.added[place]!.experiment ?? null }];
  });
}

/** How long the bar of a number is among those of its model, 0 to 1. */
export const barOf = (credits: readonly Credited[], place: number, show: Show): number => {
  const most = Math.max(0, ...credits.map((one) => one[show] ?? 0));
  return most > 0 ? (credits[place]![show] ?? 0) / most : 0;
};

/** What a model gives all channels together; nothing for what cannot be added up. */
export function sumOf(credits: readonly Credited[], show: Show): number | null {
  if (show === "cpa" || show === "roas") return null;
  // Shares add up to 1, not to a last digit below it.
  return Math.round(credits.reduce((sum, one) => sum + one[show], 0) * 1e9) / 1e9;
}
