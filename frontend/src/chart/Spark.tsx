/** A line as small as a word: how a number came to be. */
import type { SparkProps } from "./types";

const EDGE = 2;

export function Spark({ values, good = "up", worse, label, width = 96, height = 28 }: SparkProps) {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 2) return <svg width={width} height={height} aria-hidden />;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (place: number) => EDGE + (place / (values.length - 1)) * (width - 2 * EDGE);
  const y = (value: number) => (high === low ? height / 2 : height - EDGE - ((value - low) / (high - low)) * (height - 2 * EDGE));
  const line = worse ? "var(--worse)" : colour(known, good);
  const path = drawn(values, x, y);
  const last = values.findLastIndex((value) => value !== null);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role={label ? "img" : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
      <path d={path} fill="none" stroke={line} strokeWidth={1.5} strokeLinejoin="round" strokeLinecap="round" />
      <circle cx={x(last)} cy={y(values[last]!)} r={2} fill={line} />
    </svg>
  );
}

/** A path that lifts the pen where nothing is known. */
function drawn(values: SparkProps["values"], x: (place: number) => number, y: (value: number) => number): string {
  let pen = "M";
  return values
    .map((value, place) => {
      if (value === null) {
        pen = "M";
        return "";
      }
      const step = `${pen}${x(place).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
      return step;
    })
    .join("");
}

/** Worse = the second half lies on the bad side of the first by more than a twentieth. */
function colour(known: number[], good: SparkProps["good"]): string {
  const half = Math.floor(known.length / 2);
  const mean = (part: number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  const [before, after] = [mean(known.slice(0, half)), mean(known.slice(half))];
  const change = before === 0 ? 0 : (after - before) / Math.abs(before);
  const worse = good === "up" ? change < -0.05 : good === "down" ? change > 0.05 : false;
  return worse ? "var(--worse)" : "var(--brand)";
}
