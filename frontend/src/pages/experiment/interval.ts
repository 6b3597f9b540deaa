/** Where an interval stands on a drawing from −reach to +reach; an end that is open goes to the edge. */
import type { Line } from "../experiments/useExperiments";

/** The farthest that any line goes, with some room; never nothing. */
export function reachOf(lines: readonly Pick<Line, "estimate" | "low" | "high">[]): number {
  const ends = lines.flatMap((one) => (one.estimate === null ? [] : [one.estimate, one.low ?? one.estimate, one.high ?? one.estimate]));
  const far = Math.max(0, ...ends.map(Math.abs));
  return far > 0 ? far * 1.08 : 0.01;
}

/** 0 at the left edge, 100 at the right one. */
export const placeOf = (share: number, reach: number): number => 50 + 50 * Math.max(-1, Math.min(1, share / reach));

export function wayOf(line: Pick<Line, "good" | "bad">): "better" | "worse" | "unclear" {
  return line.good ? "better" : line.bad ? "worse" : "unclear";
}

/** How much wider than the last interval one may be, to be drawn. */
const WIDEST = 3;

/** From which point on a course can be drawn: the first days of a few people would leave a flat line of all others. */
export function settledFrom(course: readonly { low: number | null; high: number | null }[]): number {
  const width = (one: { low: number | null; high: number | null } | undefined) => (one?.low == null || one.high == null ? Infinity : one.high - one.low);
  const last = width(course.at(-1));
  if (last === Infinity) return 0;
  const wide = course.findLastIndex((one) => width(one) > last * WIDEST);
  return Math.min(wide + 1, Math.max(0, course.length - 2));
}
