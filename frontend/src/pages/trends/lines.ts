/** From the answer of a trend to lines that can be drawn: names, what is behind, previous beside current. */
import type { Schemas } from "@/api/client";
import type { Series } from "@/chart";
import { OTHER } from "@/shared/report/valueName";

export type Drawn = Schemas["Drawn"];
type Answered = Drawn["series"][number];

/** A line as drawn and listed. */
export interface Line extends Series {
  /** null = the formula. */
  letter: string | null;
  /** The value of the breakdown as the server says it. */
  value: unknown;
  total: number;
  previousTotal?: number;
}

export interface Words {
  /** What a series is called, by its letter. */
  series: (letter: string | null) => string;
  /** And a value of the breakdown. */
  value: (value: unknown) => string;
}

/** The lines of an answer; with a formula only its own are drawn, for the parts have another scale. */
export function lines(answer: Drawn, split: boolean, words: Words): { drawn: Line[]; listed: Line[] } {
  const current = answer.series.filter((line) => line.period === "current");
  const before = new Map(answer.series.filter((line) => line.period === "previous").map((line) => [named(line), line]));
  const compared = answer.previous_buckets !== null && answer.previous_buckets !== undefined;
  const letters = new Set(current.map((line) => line.letter));
  const known = started(answer);
  const listed = current.map((line): Line => {
    const previous = before.get(named(line));
    return {
      letter: line.letter,
      value: line.breakdown,
      name: lineName(line, split, letters.size > 1, words),
      other: split && line.breakdown === OTHER,
      values: line.values.map((value, place) => (known[place] ? value : null)),
      total: line.total,
      ...(compared && {
        previous: previous?.values ?? answer.buckets.map(() => 0),
        previousTotal: previous?.total ?? 0,
      }),
    };
  });
  const formula = listed.filter((line) => line.letter === null);
  return { drawn: formula.length ? formula : listed, listed };
}

const named = (line: Answered) => JSON.stringify([line.letter, line.breakdown]);

/** A bucket that has not begun has no value yet, which is not zero. */
function started({ buckets, computed }: Drawn): boolean[] {
  const now = Date.parse(computed.at);
  return buckets.map((bucket) => Date.parse(bucket) <= now);
}

function lineName(line: Answered, split: boolean, several: boolean, words: Words): string {
  const series = words.series(line.letter);
  if (!split) return series;
  const value = words.value(line.breakdown);
  return several ? `${series} · ${value}` : value;
}

/** The change against before; null where there is nothing to compare with. */
export function change(now: number, before: number | undefined): number | null {
  return before ? (now - before) / Math.abs(before) : null;
}
