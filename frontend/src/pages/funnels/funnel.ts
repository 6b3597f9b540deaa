/** The question of a funnel: as the address holds it, and as the server is asked it. */
import type { Schemas } from "@/api/client";
import {
  askable, askableCondition, type Breakdown, type Condition, type EventFilter, isObject, LAST_30_DAYS, type Range,
  readBreakdown, readEventFilter, readList, readRange, readSpan, readWho, type Span,
} from "@/shared/query";

export const ORDERS = ["ordered", "strict", "unordered"] as const;
export type Order = (typeof ORDERS)[number];
export const ATTRIBUTIONS = ["first", "last", "all", "step"] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];
export const MOST_STEPS = 20;

export interface Step extends EventFilter {
  name?: string;
  /** Only the person's first such event ever. */
  first?: boolean;
}
/** An event that must not happen between two steps, numbered from 0. */
export interface Exclusion extends EventFilter {
  after: number;
  before: number;
}
export interface FunnelBreakdown extends Breakdown {
  attribution?: Attribution;
  step?: number;
}
export interface Funnel extends Range {
  steps: Step[];
  order: Order;
  window: Span;
  exclude?: Exclusion[];
  hold?: string;
  breakdown?: FunnelBreakdown;
  condition?: Condition;
}

export const EMPTY: Funnel = { ...LAST_30_DAYS, steps: [], order: "ordered", window: { days: 7 } };

/** The steps to begin with: the events that the project is about, else its most frequent ones; each once, at most three. */
export function firstSteps(keys: readonly ({ event: string } | null)[], frequent: readonly string[]): Step[] {
  const chosen = [...new Set(keys.flatMap((key) => key?.event ?? []))];
  return (chosen.length > 1 ? chosen : frequent.slice(0, 3)).map((event) => ({ event }));
}

/** The funnel in an unknown value, or undefined when it is none. */
export function readFunnel(value: unknown): Funnel | undefined {
  if (!isObject(value)) return undefined;
  const range = readRange(value);
  const steps = readList(value.steps, readStep, MOST_STEPS);
  const order = value.order ?? "ordered";
  const window = value.window === undefined ? { days: 14 } : readSpan(value.window);
  const exclude = value.exclude === undefined ? [] : readList(value.exclude, (one) => readExclusion(one, steps?.length ?? 0), 10);
  const breakdown = value.breakdown == null ? undefined : readBreakdown(value.breakdown);
  const who = readWho(value);
  if (!range || !steps || !ORDERS.includes(order as Order) || !window || !exclude) return undefined;
  if ((value.breakdown != null && !breakdown) || !who) return undefined;
  return {
    ...range,
    steps,
    order: order as Order,
    window,
    ...(exclude.length && { exclude }),
    ...(typeof value.hold === "string" && value.hold && { hold: value.hold }),
    ...(breakdown && { breakdown }),
    ...who,
  };
}

function readStep(value: unknown): Step | undefined {
  if (!readEventFilter(value) || !isObject(value)) return undefined;
  if (value.name != null && typeof value.name !== "string") return undefined;
  return value as unknown as Step;
}

function readExclusion(value: unknown, steps: number): Exclusion | undefined {
  if (!readEventFilter(value) || !isObject(value)) return undefined;
  const { after = 0, before = Math.max(steps - 1, 1) } = value;
  return Number.isInteger(after) && Number.isInteger(before) ? ({ ...value, after, before } as Exclusion) : undefined;
}

/** What the server is asked; undefined while there is nothing to ask yet. */
export function asked(funnel: Funnel): Schemas["FunnelBody"] | undefined {
  if (!funnel.steps.length) return undefined;
  const { steps, exclude, condition, breakdown, ...rest } = funnel;
  const who = askableCondition(condition);
  return {
    kind: "funnel",
    ...rest,
    steps: steps.map(askable),
    exclude: (exclude ?? []).filter((one) => one.after < one.before && one.before < steps.length).map(askable),
    ...(breakdown && { breakdown: { ...breakdown, limit: breakdown.limit ?? 25 } }),
    ...(who && { condition: who }),
  } as unknown as Schemas["FunnelBody"];
}

/** The funnel with other steps; exclusions stay between the steps they were put, or go with them. */
export function withSteps(funnel: Funnel, steps: Step[]): Funnel {
  const last = steps.length - 1;
  const exclude = (funnel.exclude ?? []).flatMap((one) => {
    const before = funnel.order === "unordered" ? last : Math.min(one.before, last);
    const after = funnel.order === "unordered" ? 0 : one.after;
    return after < before ? [{ ...one, after, before }] : [];
  });
  const { exclude: _, breakdown, ...rest } = funnel;
  const split = breakdown?.step !== undefined && breakdown.step > last ? { ...breakdown, step: Math.max(last, 0) } : breakdown;
  return { ...rest, steps, ...(exclude.length && { exclude }), ...(split && { breakdown: split }) };
}

/** The funnel in another order; without an order, exclusions reach over the whole of it. */
export function withOrder(funnel: Funnel, order: Order): Funnel {
  return withSteps({ ...funnel, order }, funnel.steps);
}
