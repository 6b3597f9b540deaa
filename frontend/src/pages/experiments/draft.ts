/** An experiment while it is being planned, and what of it the server is told. */
import { askableCondition, type Condition } from "@/shared/query";
import { UNIVERSAL } from "../holdouts/useHoldouts";

export interface Draft {
  name: string;
  key: string;
  hypothesis: string;
  variants: { key: string; weight: number }[];
  traffic: number;
  condition?: Condition;
  primary?: string;
  guardrails: string[];
  secondary: string[];
  engine: string;
  planned?: number | null;
  aa: boolean;
  /** Whether whoever is held out of everything is kept out of it. */
  keepOut: boolean;
  effect: number;
  /** Better variants get more people as it goes. */
  bandit: boolean;
  every: "hour" | "day";
  /** In percent: what no variant's share falls under. */
  floor: number;
}

export const FRESH: Draft = {
  name: "",
  key: "",
  hypothesis: "",
  variants: [{ key: "control", weight: 50 }, { key: "test", weight: 50 }],
  traffic: 100,
  guardrails: [],
  secondary: [],
  engine: "",
  aa: false,
  keepOut: true,
  effect: 5,
  bandit: false,
  every: "day",
  floor: 5,
};

/** What the draft becomes as a bandit, which compares means: without the quantiles that were chosen. */
export function moving(draft: Draft, quantiles: string[]): Partial<Draft> {
  const fits = (metric?: string) => metric !== undefined && !quantiles.includes(metric);
  return { bandit: true, primary: fits(draft.primary) ? draft.primary : undefined, guardrails: draft.guardrails.filter(fits), secondary: draft.secondary.filter(fits) };
}

/** Everything is there that a draft needs. */
export function complete(draft: Draft): boolean {
  const keys = draft.variants.map((one) => one.key.trim());
  const moves = !draft.bandit || draft.floor * keys.length < 100;
  return draft.key.trim() !== "" && !!draft.primary && moves && keys.length > 1 && keys.every(Boolean) && new Set(keys).size === keys.length;
}

export function bodyOf(draft: Draft) {
  const { name, key, hypothesis, traffic, primary, secondary, engine, planned, aa } = draft;
  const way = draft.bandit ? { bandit: { every: draft.every, floor: draft.floor / 100 } } : { engine, planned: planned ?? null, aa };
  const condition = draft.condition && askableCondition(draft.condition);
  return {
    ...{ name, key: key.trim(), hypothesis, traffic, primary, secondary, ...way },
    variants: draft.variants.map((one) => ({ key: one.key.trim(), weight: one.weight })),
    guardrails: draft.guardrails.map((metric) => ({ metric })),
    holdouts: draft.keepOut ? [UNIVERSAL] : [],
    ...(condition ? { condition } : {}),
  };
}

/** What is asked of history for the plan. */
export function powerOf(draft: Draft) {
  const condition = draft.condition && askableCondition(draft.condition);
  return { metric: draft.primary, effect: draft.effect / 100, traffic: draft.traffic, arms: draft.variants.length, ...(condition ? { condition } : {}) };
}
