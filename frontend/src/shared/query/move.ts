/** A list in another order. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, n) => n !== from);
  const item = items[from];
  return item === undefined ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Where the item at `n` stands once the item at `from` has gone to `to`. */
export function placeAfter(n: number, from: number, to: number): number {
  if (n === from) return to;
  if (from < n && n <= to) return n - 1;
  return to <= n && n < from ? n + 1 : n;
}

/** Which place the item at `from` lands on when it is pulled by `distance`: it changes with a neighbour at its middle. */
export function landing(tops: readonly number[], heights: readonly number[], from: number, distance: number): number {
  const top = tops[from]! + distance;
  const bottom = top + heights[from]!;
  let to = from;
  while (to < tops.length - 1 && bottom > tops[to + 1]! + heights[to + 1]! / 2) to += 1;
  while (to > 0 && to <= from && top < tops[to - 1]! + heights[to - 1]! / 2) to -= 1;
  return to;
}
