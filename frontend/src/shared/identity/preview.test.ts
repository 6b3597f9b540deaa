import { expect, test } from "vitest";
import { mark } from "./Preview";

test("a segment is told where somebody newly is in it or nobody any more", () => {
  expect(mark({ before: [false, false], after: [true] })).toBe("enters");
  expect(mark({ before: [true, false], after: [false] })).toBe("leaves");
  expect(mark({ before: [true], after: [true, false] })).toBe("leaves");
  expect(mark({ before: [true, false], after: [true] })).toBeUndefined();
  expect(mark({ before: [null], after: [null] })).toBe("later");
});
