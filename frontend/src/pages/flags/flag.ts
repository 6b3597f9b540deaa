/** A flag while it is being edited, and what of it the server is told. */
import type { Schemas } from "@/api/client";
import { askableCondition, type Condition } from "@/shared/query";

interface RuleBody {
  name?: string;
  condition?: unknown;
  rollout?: number;
  variant?: string | null;
}
/** The conditions of a flag are trees without an end, which the compiler cannot compare: here they are what they are. */
export type Flag = Omit<Schemas["FlagBody"], "environments" | "rules"> & {
  rules?: RuleBody[];
  environments?: Record<string, { enabled?: boolean; rules?: RuleBody[] | null }>;
};
export interface Rule {
  name: string;
  condition?: Condition;
  rollout: number;
  variant?: string;
}
/** `value` and `payload` are JSON as it is typed; "" = none. */
export interface Variant {
  key: string;
  weight: number;
  value: string;
  payload: string;
}
/** One environment; without rules of its own those of the flag count there. */
export interface Environment {
  name: string;
  enabled: boolean;
  rules?: Rule[];
}
export interface Prerequisite {
  flag: string;
  variants: string[];
}
export interface Draft {
  key: string;
  name: string;
  description: string;
  owner: string;
  kind: "boolean" | "multivariate";
  origin: "posthog" | "growthbook" | "unleash";
  enabled: boolean;
  permanent: boolean;
  sticky: boolean;
  seed: string;
  rules: Rule[];
  variants: Variant[];
  payload: string;
  off: string;
  prerequisites: Prerequisite[];
  starts_at?: string;
  ends_at?: string;
  environments: Environment[];
  /** In percent of the space. */
  namespace?: { name: string; start: number; end: number };
  /** The strategies whose holdouts keep people out of it. */
  holdouts: string[];
}

export const flagsKey = (project: string) => ["flags", project] as const;

const NEW: Draft = {
  key: "", name: "", description: "", owner: "", kind: "boolean", origin: "posthog", enabled: true, permanent: false, sticky: true, seed: "",
  rules: [], variants: [], payload: "", off: "", prerequisites: [], environments: [], holdouts: [],
};

/** A flag as the editor holds it; without one, a new one that is on for nobody. */
export function draftOf(flag?: Flag): Draft {
  if (!flag) return NEW;
  const space = flag.namespace;
  return {
    ...NEW,
    ...given({ ...flag, starts_at: flag.starts_at ?? undefined, ends_at: flag.ends_at ?? undefined }),
    rules: rulesOf(flag.rules),
    variants: (flag.variants ?? []).map((one) => ({ key: one.key, weight: one.weight, value: one.value === one.key ? "" : typed(one.value), payload: typed(one.payload) })),
    payload: typed(flag.payload),
    off: typed(flag.off),
    prerequisites: (flag.prerequisites ?? []).map((one) => ({ flag: one.flag, variants: one.variants ?? [] })),
    environments: Object.entries(flag.environments ?? {}).map(([name, one]) => ({ name, enabled: one.enabled ?? true, rules: one.rules ? rulesOf(one.rules) : undefined })),
    namespace: space ? { name: space.name, start: percent(space.start), end: percent(space.end) } : undefined,
  };
}

type Plain = Pick<Draft, "key" | "name" | "description" | "owner" | "kind" | "origin" | "enabled" | "permanent" | "sticky" | "seed" | "starts_at" | "ends_at" | "holdouts">;

/** Those fields of a flag that the editor holds as they are. */
function given(flag: Pick<Plain, "key"> & Partial<Plain>): Plain {
  const { key, name = "", description = "", owner = "", kind = "boolean", origin = "posthog", enabled = true, permanent = false, sticky = true, seed = "", starts_at, ends_at, holdouts = [] } = flag;
  return { key, name, description, owner, kind, origin, enabled, permanent, sticky, seed, starts_at, ends_at, holdouts };
}

const rulesOf = (rules?: RuleBody[]): Rule[] =>
  (rules ?? []).map((one) => ({ name: one.name ?? "", condition: (one.condition ?? undefined) as Condition | undefined, rollout: one.rollout ?? 100, variant: one.variant ?? undefined }));

const share = (percent: number) => Math.round(percent * 100) / 10000;
const percent = (of: number) => Math.round(of * 10000) / 100;
const typed = (value: unknown): string => (value === null || value === undefined ? "" : JSON.stringify(value, null, 2));
const meant = (text: string): unknown => (text.trim() ? (JSON.parse(text) as unknown) : null);

/** The whole flag as the server reads it. */
export function bodyOf(draft: Draft) {
  const arms = draft.kind === "multivariate";
  const said = (rules: Rule[]) =>
    rules.map((one) => ({ name: one.name, condition: askableCondition(one.condition) ?? null, rollout: one.rollout, variant: arms ? (one.variant ?? null) : null }));
  const space = draft.namespace;
  return {
    ...given(draft),
    starts_at: draft.starts_at ?? null,
    ends_at: draft.ends_at ?? null,
    rules: said(draft.rules),
    variants: arms ? draft.variants.map((one) => ({ key: one.key, weight: one.weight, value: meant(one.value), payload: meant(one.payload) })) : [],
    payload: meant(draft.payload),
    off: arms ? meant(draft.off) : null,
    prerequisites: draft.prerequisites,
    environments: Object.fromEntries(draft.environments.map((one) => [one.name.trim(), { enabled: one.enabled, rules: one.rules ? said(one.rules) : null }])),
    namespace: space ? { name: space.name, start: share(space.start), end: share(space.end) } : null,
  };
}

/** What was edited, and on which version: what somebody else changed meanwhile is not put back. */
export function changesOf(draft: Draft, flag: Flag) {
  const before = Object.entries(bodyOf(draftOf(flag)));
  const now: Record<string, unknown> = bodyOf(draft);
  return { ...Object.fromEntries(before.filter(([name, held]) => !same(held, now[name])).map(([name]) => [name, now[name]])), version: flag.version };
}

/** The fields in which two definitions differ. */
export function differing(one: Record<string, unknown>, other: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => !same(one[name], other[name]));
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Whether the draft can be kept as it stands. */
export function sound(draft: Draft): boolean {
  const texts = [draft.payload, draft.off, ...draft.variants.flatMap((one) => [one.value, one.payload])];
  const names = draft.environments.map((one) => one.name.trim());
  const arms = draft.kind !== "multivariate" || (draft.variants.every((one) => one.key) && total(draft.variants) === 100);
  const space = draft.namespace;
  return (
    draft.key.trim() !== "" && texts.every(isJson) && arms && names.every(Boolean) && new Set(names).size === names.length
    && draft.prerequisites.every((one) => one.flag) && (!space || (space.name !== "" && space.start < space.end))
    && !(draft.starts_at && draft.ends_at && draft.starts_at >= draft.ends_at)
  );
}

export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text.trim() === "";
  }
};

/** Equal weights in percent that add up to 100, two decimals. */
export function equally<T extends { weight: number }>(variants: T[]): T[] {
  const each = Math.floor(10000 / variants.length) / 100;
  return variants.map((one, n) => ({ ...one, weight: n ? each : Math.round((100 - each * (variants.length - 1)) * 100) / 100 }));
}

export const arm = (key: string): Variant => ({ key, weight: 0, value: "", payload: "" });

export const total = (variants: { weight: number }[]): number => Math.round(variants.reduce((sum, one) => sum + one.weight, 0) * 100) / 100;
