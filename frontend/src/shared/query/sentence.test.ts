import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import en from "@/locales/en";
import zh from "@/locales/zh";
import type { Condition } from "./condition";
import { sentence } from "./sentence";

beforeAll(() => i18next.init({ lng: "en", resources: { en, zh }, interpolation: { escapeValue: false } }));

const say = (language: "en" | "zh", condition: Condition | undefined) =>
  sentence(condition, { t: i18next.getFixedT(language, "query"), segment: (id) => (id === "seg_1" ? "VIP" : id) }).replace(/[\u2068\u2069]/g, "");

const both = (condition: Condition | undefined) => [say("en", condition), say("zh", condition)];

test("nobody asked for is everyone", () => {
  expect(both(undefined)).toEqual(["Everyone", "所有用户"]);
});

test("a property, and something not done lately", () => {
  const condition: Condition = {
    all: [
      { person: "country", op: "in", value: ["CN", "US"] },
      { did: "order_paid", times: { op: "eq", value: 0 }, within: { days: 7 } },
    ],
  };
  expect(both(condition)).toEqual([
    "country is CN or US and did not do order_paid in the last 7 days",
    "country 是 CN 或 US，并且最近 7 天内没做过 order_paid",
  ]);
});

test("how often, with which property, since when; groups inside stand in brackets", () => {
  const condition: Condition = {
    any: [
      { did: "add_to_cart", where: [{ property: "price", op: "gte", value: 10 }], times: { op: "gte", value: 3 } },
      { all: [{ segment: "seg_1" }, { not: { person: "level", op: "is_set" } }] },
    ],
  };
  expect(both(condition)).toEqual([
    "did add_to_cart with price ≥ 10 at least 3 times or (is in the segment VIP and not (level is set))",
    "做过 add_to_cart（price ≥ 10） 至少 3 次，或者（属于分群 VIP，并且不满足（level 有值））",
  ]);
});

test("a sequence within a time", () => {
  const condition: Condition = { sequence: [{ event: "page" }, { event: null }, { event: "sign_up" }], within: { hours: 1 } };
  expect(both(condition)).toEqual(["did page, then Any event, then sign_up within 1 hour", "在 1 小时内依次做过 page，然后 任意事件，然后 sign_up"]);
});

test("a tag by its name, a state by its word", () => {
  const condition: Condition = { all: [{ tag: "tag_1", op: "eq", value: "high" }, { state: ["dormant", "odd"] }] };
  const words = { tag: () => "Value", state: (code: string) => (code === "dormant" ? "Dormant" : code) };
  const text = sentence(condition, { t: i18next.getFixedT("en", "query"), ...words }).replace(/[\u2068\u2069]/g, "");
  expect(text).toBe("tag Value = high and is Dormant or odd");
});

test("a name of another direction stays apart from the sentence", () => {
  const t = i18next.getFixedT("en", "query");
  expect(sentence({ did: "تم الدفع" }, { t })).toBe("did \u2068تم الدفع\u2069");
});
