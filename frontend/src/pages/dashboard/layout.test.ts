import { describe, expect, test } from "vitest";
import { added, COLUMNS, free, movedBy, type Place, settled, sizedBy, stepped } from "./layout";

const tile = (id: string, x: number, y: number, w = 6, h = 2): Place => ({ id, x, y, w, h });
const cells = (tiles: readonly Place[]) =>
  tiles.flatMap((one) => Array.from({ length: one.w * one.h }, (_, n) => `${one.x + (n % one.w)},${one.y + Math.floor(n / one.w)}`));
const apart = (tiles: readonly Place[]) => new Set(cells(tiles)).size === cells(tiles).length;
const at = (tiles: readonly Place[], id: string) => tiles.find((one) => one.id === id)!;

describe("the grid of a dashboard", () => {
  test("lifts tiles into holes and never lays one over another", () => {
    expect(settled([tile("a", 0, 5), tile("b", 6, 9)])).toEqual([tile("a", 0, 0), tile("b", 6, 0)]);
    expect(settled([tile("a", 0, 0), tile("b", 3, 1)])).toEqual([tile("a", 0, 0), tile("b", 3, 2)]);
  });

  test("gives a place to the tile that was moved there and pushes the other away", () => {
    const moved = movedBy([tile("a", 0, 0), tile("b", 0, 2)], "b", 0, -2);
    expect(moved.map((one) => one.y)).toEqual([2, 0]);
    const across = movedBy([tile("a", 0, 0), tile("b", 6, 0)], "a", 20, 0);
    expect(at(across, "a").x).toBe(6);
    expect(apart(across)).toBe(true);
  });

  test("keeps a tile within the columns while it grows", () => {
    const [a, b] = sizedBy([tile("a", 6, 0), tile("b", 6, 2)], "a", 30, 1);
    expect([a!.w, a!.h, b!.y]).toEqual([COLUMNS - 6, 3, 3]);
    expect(sizedBy([tile("a", 0, 0)], "a", -30, -30)[0]).toEqual(tile("a", 0, 0, 2, 1));
  });

  test("steps past a whole neighbour by the keyboard", () => {
    const three = [tile("a", 0, 0), tile("b", 0, 2), tile("c", 0, 4)];
    expect(stepped(three, "a", "ArrowDown").map((one) => one.y)).toEqual([2, 0, 4]);
    expect(stepped(three, "c", "ArrowUp").map((one) => one.y)).toEqual([0, 4, 2]);
    expect(stepped(three, "a", "ArrowRight")[0]!.x).toBe(1);
  });

  test("finds room for a new tile", () => {
    expect(at(added([tile("a", 0, 0)], tile("n", 0, 0)), "n")).toEqual(tile("n", 6, 0));
    expect(at(added([tile("a", 0, 0, 9)], tile("n", 0, 0)), "n")).toEqual(tile("n", 0, 2));
  });

  test("names a new tile as no other is named", () => {
    expect([free([]), free([tile("t1", 0, 0), tile("t3", 0, 2)])]).toEqual(["t1", "t4"]);
  });

  test("stays whole whatever is moved", () => {
    let tiles = Array.from({ length: 9 }, (_, n) => tile(`t${n}`, (n * 4) % 12, Math.floor(n / 3) * 2, 4));
    for (let n = 0; n < 200; n += 1) {
      const id = `t${(n * 7) % 9}`;
      tiles = n % 3 ? movedBy(tiles, id, ((n * 5) % 13) - 6, ((n * 11) % 9) - 4) : sizedBy(tiles, id, (n % 5) - 2, (n % 3) - 1);
      expect(apart(tiles)).toBe(true);
      expect(tiles.every((one) => one.x >= 0 && one.x + one.w <= COLUMNS && one.y >= 0)).toBe(true);
    }
  });
});
