/** Where annotations stand on the axis of time, and which of their words have room. */
import type { Mark } from "./types";

export interface Placed {
  bucket: number;
  /** Cut to what has room; "" = the dashed mark alone (the tooltip has its words). */
  label: string;
  row: number;
  align: "left" | "center" | "right";
}

const ROWS = 3;
const WIDEST = 140;
const GAP = 8;

export function placedMarks(marks: readonly Mark[], buckets: readonly string[], width: number): Placed[] {
  const room = Math.max(1, width - 60);
  const ends: number[] = [];
  return grouped(marks, buckets).map(([bucket, texts]) => {
    const label = cut(texts.join(" · "), Math.min(WIDEST, room));
    const x = buckets.length > 1 ? (bucket / (buckets.length - 1)) * room : room / 2;
    const size = wide(label);
    const align = x < size / 2 ? "left" : x > room - size / 2 ? "right" : "center";
    const start = align === "left" ? x : align === "right" ? x - size : x - size / 2;
    for (let row = 0; row < ROWS; row++)
      if ((ends[row] ?? -Infinity) + GAP <= start) {
        ends[row] = start + size;
        return { bucket, label, row, align };
      }
    return { bucket, label: "", row: 0, align };
  });
}

/** The bucket that holds each mark, in order; marks outside are left out. */
export function grouped(marks: readonly Mark[], buckets: readonly string[]): [number, string[]][] {
  const found = new Map<number, string[]>();
  for (const mark of marks) {
    const bucket = holding(mark.at, buckets);
    if (bucket >= 0) found.set(bucket, [...(found.get(bucket) ?? []), mark.text]);
  }
  return [...found].sort(([a], [b]) => a - b);
}

function holding(at: string, buckets: readonly string[]): number {
  if (buckets.length === 0) return -1;
  if (!at.includes("T")) {
    const day = buckets.findIndex((bucket) => bucket.slice(0, 10) === at);
    if (day >= 0) return day;
  }
  const starts = buckets.map((bucket) => Date.parse(bucket));
  const width = starts.length > 1 ? starts.at(-1)! - starts.at(-2)! : 86_400_000;
  const moment = Date.parse(at);
  if (!(moment >= starts[0]!) || moment >= starts.at(-1)! + width) return -1;
  return starts.findLastIndex((start) => start <= moment);
}

/** About how many pixels a text of 11 px takes. */
export function wide(text: string): number {
  let sum = 0;
  for (const letter of text) sum += letter > "\u2e7f" ? 11.5 : 6.2;
  return sum;
}

function cut(text: string, most: number): string {
  if (wide(text) <= most) return text;
  let kept = "";
  for (const letter of text) {
    if (wide(kept + letter) > most - 10) break;
    kept += letter;
  }
  return `${kept}…`;
}
