/** Where tiles stand on the grid: none over another, none with a hole above it that it could fill. */

export const COLUMNS = 12;
export const ROW = 72;
export const GAP = 12;
const TALLEST = 20;

export interface Place {
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

const meet = (a: Place, b: Place) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const within = (low: number, value: number, high: number) => Math.min(Math.max(value, low), high);

/** All of them, lifted up as far as they go; where two want one place, `first` has it. Their order stays. */
export function settled<T extends Place>(tiles: readonly T[], first?: string): T[] {
  const turn = [...tiles].sort((a, b) => a.y - b.y || Number(b.id === first) - Number(a.id === first) || a.x - b.x);
  const placed: T[] = [];
  for (const tile of turn) {
    const free = (y: number) => !placed.some((one) => meet(one, { ...tile, y }));
    let y = tile.y;
    while (!free(y)) y += 1;
    while (y > 0 && free(y - 1)) y -= 1;
    placed.push({ ...tile, y });
  }
  const by = new Map(placed.map((one) => [one.id, one]));
  return tiles.map((one) => by.get(one.id)!);
}

/** One tile moved by so many cells. */
export function movedBy<T extends Place>(tiles: readonly T[], id: string, dx: number, dy: number): T[] {
  const next = tiles.map((one) => (one.id === id ? { ...one, x: within(0, one.x + dx, COLUMNS - one.w), y: Math.max(0, one.y + dy) } : one));
  return settled(next, id);
}

/** One tile larger or smaller by so many cells. */
export function sizedBy<T extends Place>(tiles: readonly T[], id: string, dw: number, dh: number): T[] {
  const next = tiles.map((one) => (one.id === id ? { ...one, w: within(2, one.w + dw, COLUMNS - one.x), h: within(1, one.h + dh, TALLEST) } : one));
  return settled(next, id);
}

/** A step down by the keyboard passes the tile below, which a single cell would not. */
export function stepped<T extends Place>(tiles: readonly T[], id: string, key: string): T[] {
  const me = tiles.find((one) => one.id === id)!;
  const below = tiles.filter((one) => one.y >= me.y + me.h && one.x < me.x + me.w && me.x < one.x + one.w);
  const next = below.length ? Math.min(...below.map((one) => one.y + one.h)) - me.y : 0;
  const above = tiles.filter((one) => one.y < me.y && one.x < me.x + me.w && me.x < one.x + one.w);
  const before = above.length ? me.y - Math.max(...above.map((one) => one.y)) : 0;
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -before], ArrowDown: [0, next] }[key] ?? [0, 0];
  return movedBy(tiles, id, dx!, dy!);
}

/** Where a new tile of this size goes: below all others, at the left; up beside the last where there is room. */
export function added<T extends Place>(tiles: readonly T[], tile: T): T[] {
  const bottom = Math.max(0, ...tiles.map((one) => one.y + one.h));
  const last = tiles.find((one) => one.y + one.h === bottom && one.x + one.w + tile.w <= COLUMNS);
  const beside = last && { ...tile, x: last.x + last.w, y: last.y };
  const place = beside && !tiles.some((one) => meet(one, beside)) ? beside : { ...tile, x: 0, y: bottom };
  return settled([...tiles, place]);
}

/** A name that no tile has. */
export function free(tiles: readonly Pick<Place, "id">[]): string {
  const taken = new Set(tiles.map((one) => one.id));
  let n = tiles.length + 1;
  while (taken.has(`t${n}`)) n += 1;
  return `t${n}`;
}

/** Pixels of a tile's body, below its head. */
export const bodyHeight = (h: number) => h * ROW + (h - 1) * GAP - 62;
