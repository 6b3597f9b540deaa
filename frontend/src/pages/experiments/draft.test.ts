/** A draft that becomes a bandit asks for nothing that a bandit cannot read. */
import { expect, test } from "vitest";
import { FRESH, moving } from "./draft";

test("a bandit keeps the metrics that were chosen but for quantiles", () => {
  const draft = { ...FRESH, primary: "wait", guardrails: ["refunds", "slowest"], secondary: ["orders"] };
  expect(moving(draft, ["wait", "slowest"])).toEqual({ bandit: true, primary: undefined, guardrails: ["refunds"], secondary: ["orders"] });
  expect(moving({ ...draft, primary: "orders" }, ["wait"]).primary).toBe("orders");
});
