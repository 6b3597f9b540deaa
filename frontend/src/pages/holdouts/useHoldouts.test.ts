import { expect, test } from "vitest";
import { strategiesOf } from "./useHoldouts";

test("everything can always be respected, and each strategy that has a holdout once", () => {
  expect(strategiesOf(undefined)).toEqual(["universal"]);
  expect(strategiesOf([{ strategy: "win-back" }, { strategy: "universal" }, { strategy: "win-back" }])).toEqual(["universal", "win-back"]);
});
