import { expect, test } from "vitest";
import type { Schemas } from "@/api/client";
import { branches } from "./branches";
import { cellOf, drawn } from "./drawn";
import { lines, place, type Step } from "./steps";

const step = (kind: Step["kind"], session: string, seconds = 0): Step => ({ id: `${kind}${seconds}`, at: "", kind, event: kind, session, seconds, properties: {} });

test("pages of one session stand together, what means something stands alone", () => {
  const told = lines([step("ad", "a"), step("page", "a"), step("event", "a"), step("page", "b"), step("payment", "b")]);
  expect(told.map((one) => [one.step.kind, one.count])).toEqual([["ad", 1], ["page", 2], ["page", 1], ["payment", 1]]);
});

test("a step stands between the first exposure and the payment", () => {
  const first = step("ad", "a", 100);
  expect([place(first, first), place(step("page", "a", 25), first), place(step("payment", "a"), first)]).toEqual([0, 0.75, 1]);
  expect(place(step("payment", "a"), step("payment", "a"))).toBe(1);
});

test("people hang under whoever brought them", () => {
  const nodes = [{ parent: null }, { parent: 0 }, { parent: 1 }, { parent: null }] as Schemas["TreeNode"][];
  const roots = branches(nodes);
  expect(roots.map((one) => one.place)).toEqual([0, 3]);
  expect(roots[0]!.children![0]!.children!.map((one) => one.place)).toEqual([2]);
});

test("a flow keeps its people from column to column", () => {
  const flow = {
    channels: [{ channel: "search", people: [3], paid: ["1"], total: "1" }],
    links: [
      { source: "channel:0", target: "paid", people: 2 },
      { source: "channel:0", target: "unpaid", people: 1 },
      { source: "paid", target: "quiet", people: 2 },
      { source: "unpaid", target: "quiet", people: 1 },
    ],
    paid: "1",
    outside: "0",
  } as Schemas["ExposureFlow"];
  expect([cellOf(flow, "channel:0"), cellOf(flow, "channel:0", "unpaid"), cellOf(flow, "unpaid", "brought")]).toEqual([{ channel: "search" }, { channel: "search", paid: false }, { paid: false, brought: true }]);
  const { nodes } = drawn(flow, String, String);
  expect(nodes.map((one) => [one.id, one.people])).toEqual([["channel:0", 3], ["paid", 2], ["unpaid", 1], ["quiet", 3]]);
});
