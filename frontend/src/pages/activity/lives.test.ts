import { expect, test } from "vitest";
import type { Schemas } from "@/api/client";
import { active, drawn } from "./lives";

const lives = { new: [3, 1], returning: [0, 2], resurrecting: [0, 4], dormant: [0, 5] } as Schemas["Lives"];

test("those who stayed away stand below the line, and do not count as active", () => {
  expect(drawn(lives).map(({ status, values }) => [status, ...values])).toEqual([
    ["new", 3, 1],
    ["returning", 0, 2],
    ["resurrecting", 0, 4],
    ["dormant", 0, -5],
  ]);
  expect(active(lives, 1)).toBe(7);
});
