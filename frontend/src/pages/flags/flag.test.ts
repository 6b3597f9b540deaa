import { describe, expect, it } from "vitest";
import { arm, bodyOf, changesOf, differing, draftOf, equally, type Flag, isJson, sound, total } from "./flag";

const flag = {
  key: "btn",
  kind: "multivariate",
  name: "Button",
  description: "",
  owner: "Ada",
  enabled: true,
  permanent: false,
  sticky: false,
  seed: "exp-btn",
  origin: "growthbook",
  variants: [{ key: "red", weight: 50, value: 1, payload: { x: 1 } }, { key: "blue", weight: 50, value: "blue", payload: null }],
  rules: [{ name: "", condition: { person: "plan", op: "eq", value: "pro" }, rollout: 20, variant: "red" }],
  payload: { y: 2 },
  off: 0,
  prerequisites: [{ flag: "new-home", variants: [] }],
  starts_at: "2026-03-01T01:00:00Z",
  ends_at: null,
  environments: { staging: { enabled: false, rules: null }, test: { enabled: true, rules: [{ name: "", condition: null, rollout: 100, variant: null }] } },
  namespace: { name: "checkout", start: 0, end: 0.333 },
  native: { unleash: { variants: [] } },
  holdouts: ["universal"],
  version: 3,
} as unknown as Flag;

describe("a flag in the editor", () => {
  it("goes back as it came", () => {
    const body = bodyOf(draftOf(flag)) as Record<string, unknown>;
    for (const name of Object.keys(body).filter((one) => one !== "variants")) expect([name, body[name]]).toEqual([name, flag[name as keyof Flag]]);
    expect(body.variants).toEqual([{ key: "red", weight: 50, value: 1, payload: { x: 1 } }, { key: "blue", weight: 50, value: null, payload: null }]);
  });

  it("tells of what was edited alone, so that a switch thrown meanwhile stays thrown", () => {
    expect(changesOf(draftOf(flag), flag)).toEqual({ version: 3 });
    expect(changesOf({ ...draftOf(flag), name: "B" }, flag)).toEqual({ name: "B", version: 3 });
  });

  it("loses its variants when it becomes a switch", () => {
    const body = bodyOf({ ...draftOf(flag), kind: "boolean" });
    expect(body.variants).toEqual([]);
    expect(body.rules[0]?.variant).toBeNull();
  });

  it("shares a hundred percent without a rest", () => {
    const three = equally(["a", "b", "c"].map(arm));
    expect(total(three)).toBe(100);
    expect(three[1]?.weight).toBe(33.33);
  });

  it("knows what is no JSON", () => {
    expect([isJson('{"x": 1}'), isJson(""), isJson("{")]).toEqual([true, true, false]);
  });

  it.each([
    ["no key", { key: " " }],
    ["a payload that is no JSON", { payload: "{" }],
    ["shares of 60 %", { variants: [{ ...arm("a"), weight: 60 }] }],
    ["an environment without a name", { environments: [{ name: " ", enabled: true }] }],
    ["two environments of a name", { environments: [{ name: "a", enabled: true }, { name: "a", enabled: true }] }],
    ["an end before the start", { ends_at: "2026-02-01T00:00:00Z" }],
    ["an empty part of a space", { namespace: { name: "a", start: 50, end: 50 } }],
  ])("cannot be kept with %s", (_, change) => {
    expect(sound(draftOf(flag))).toBe(true);
    expect(sound({ ...draftOf(flag), ...change })).toBe(false);
  });

  it("says in which fields two versions differ", () => {
    expect(differing({ name: "a", rules: [], enabled: true }, { name: "b", rules: [], enabled: false })).toEqual(["name", "enabled"]);
  });
});
