import { expect, expectTypeOf, test } from "vitest";
import type { Schemas } from "@/api/client";
import { type Attributed, barOf, doubted, sumOf } from "./credits";
import { type AttributionAsked, attributionBody, first, readAttribution } from "./query";

test("an attribution comes back from the address as it went", () => {
  const asked = first({ event: "order_paid" }, "revenue", "ad_clicked");
  expect(readAttribution(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
  expect(readAttribution({ conversion: { event: "buy" } })).toMatchObject({ channel: "channel", touch: { event: null }, calibrate: true });
  for (const bad of ["x", {}, { conversion: 1 }, { conversion: { event: "a" }, channel: 3 }, { conversion: { event: "a" }, half_life: 0 }])
    expect(readAttribution(bad)).toBeUndefined();
});

test("what is only shown is not asked", () => {
  const body = attributionBody(first({ event: "buy" }, undefined, null));
  expect(body).not.toHaveProperty("show");
  expect(body).not.toHaveProperty("value");
});

test("a question kept over HTTP is asked and kept again as it is", () => {
  const query = {
    conversion: { event: "buy" }, value: "revenue", touch: { event: null }, channel: "campaign", lookback: { weeks: 2 }, half_life: 3, calibrate: false,
    limit: 5, cost: { event: "spent", property: "sum", given: { search: 1200 } }, now: "2026-05-01T00:00:00Z", since: "-6d",
  };
  expect(attributionBody(readAttribution({ ...query, show: "roas" })!)).toEqual(query);
  expectTypeOf<Exclude<keyof Schemas["AttributionBody"], keyof AttributionAsked>>().toEqualTypeOf<"kind" | "segment">();
});

const credit = (share: number) => ({ conversions: 10 * share, share, value: 0, cpa: null, roas: null });
const answer = {
  channels: [{ channel: "brand" }, { channel: "mail" }],
  models: [
    { model: "first", credits: [credit(0.4), credit(0.6)] },
    { model: "last", credits: [credit(0.7), credit(0.3)] },
    { model: "incremental", credits: [credit(0), credit(1)] },
  ],
  added: [{ experiment: "held" }, { experiment: null }],
} as unknown as Attributed;

test("a channel that only the path models credit stands out", () => {
  expect(doubted(answer)).toEqual([{ place: 0, low: 0.4, high: 0.7, added: 0, experiment: "held" }]);
});

test("bars are long by the most of their model, and shares add up", () => {
  const { credits } = answer.models[0]!;
  expect([barOf(credits, 0, "share"), barOf(credits, 1, "share"), barOf(credits, 0, "cpa")]).toEqual([0.4 / 0.6, 1, 0]);
  expect(sumOf(credits, "conversions")).toBe(10);
  expect(sumOf(credits, "roas")).toBeNull();
});
