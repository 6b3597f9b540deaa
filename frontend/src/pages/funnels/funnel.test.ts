import { expect, test } from "vitest";
import { asked, EMPTY, firstSteps, type Funnel, readFunnel, withOrder, withSteps } from "./funnel";

const THREE: Funnel = { ...EMPTY, steps: [{ event: "a" }, { event: "b" }, { event: "c" }], exclude: [{ event: "x", after: 1, before: 2 }] };

test("a funnel comes back from the address and from a saved report", () => {
  expect(readFunnel(JSON.parse(JSON.stringify(THREE)))).toEqual(THREE);
  expect(readFunnel({ steps: [{ event: "a" }], since: "-30d", exclude: [{ event: "x" }], breakdown: null, condition: null })).toEqual({
    steps: [{ event: "a" }], since: "-30d", order: "ordered", window: { days: 14 }, exclude: [{ event: "x", after: 0, before: 1 }],
  });
  expect(readFunnel(asked(THREE))).toMatchObject({ steps: THREE.steps, exclude: THREE.exclude });
});

test("the segment of a question becomes a condition", () => {
  expect(readFunnel({ steps: [{ event: "a" }], segment: "seg_1" })?.condition).toEqual({ segment: "seg_1" });
});

test("what is no funnel is refused", () => {
  for (const wrong of [null, {}, { steps: {} }, { steps: [{}] }, { steps: [], order: "loose" }, { steps: [], window: { days: 0 } }, { steps: [], condition: { did: 1 } }])
    expect(readFunnel(wrong)).toBeUndefined();
});

test("nothing is asked before the first step, and no unfinished test", () => {
  expect(asked(EMPTY)).toBeUndefined();
  expect(asked({ ...EMPTY, steps: [{ event: "a", where: [{ property: "p", op: "in" }] }] })).toMatchObject({ steps: [{ event: "a" }] });
});

test("a first funnel is made of the key events, else of the most frequent ones", () => {
  const [signUp, paid] = [{ event: "sign_up" }, { event: "order_paid" }];
  expect(firstSteps([signUp, null, paid], ["page"])).toEqual([signUp, paid]);
  expect(firstSteps([signUp, signUp, null], ["page", "search", "cart", "paid"])).toEqual([{ event: "page" }, { event: "search" }, { event: "cart" }]);
  expect(firstSteps([null, null, null], [])).toEqual([]);
});

test("exclusions go with the steps they stood between", () => {
  expect(withSteps(THREE, THREE.steps.slice(0, 2)).exclude).toBeUndefined();
  expect(withOrder(THREE, "unordered").exclude).toEqual([{ event: "x", after: 0, before: 2 }]);
  expect(withSteps({ ...THREE, breakdown: { property: "p", of: "event", attribution: "step", step: 2 } }, THREE.steps.slice(0, 2)).breakdown?.step).toBe(1);
});
