/** The question about paths: as the address holds it, and as the server is asked it. */
import type { Schemas } from "@/api/client";
import {
  among, askable, askableCondition, type Condition, type EventFilter, isObject, LAST_30_DAYS, type Range, readFilter, readList, readRange,
  readWho,
} from "@/shared/query";
import { CLOCK, kept } from "@/shared/report/kept";

export const NODES = ["event", "page", "both"] as const;
export type Node = (typeof NODES)[number];
export const UNITS = ["session", "person"] as const;
export type Unit = (typeof UNITS)[number];
export const LIMITS = [10, 25, 50, 100, 250] as const;
export const MOST_DEPTH = 12;

/** Where paths begin or end: an event, or a node by its name. */
export type Anchor = EventFilter | { node: string };
export interface Rule {
  match: string;
  name: string;
  regex?: boolean;
}
const KEPT = ["include", "repeats", "least", "most", "align", ...CLOCK] as const;
type Kept = Pick<Schemas["PathsBody"], (typeof KEPT)[number]>;

export interface PathsAsked extends Range, Partial<Kept> {
  from?: Anchor;
  to?: Anchor;
  node: Node;
  by: Unit;
  depth: number;
  limit: number;
  /** Names of nodes that are left out. */
  exclude?: string[];
  clean?: Rule[];
  /** The stretch of a funnel, as another page asked for it. */
  between?: object;
  condition?: Condition;
  show: "chart" | "table";
}

export const FIRST: PathsAsked = { ...LAST_30_DAYS, node: "both", by: "session", depth: 5, limit: 25, show: "chart" };

export const nodeOf = (anchor: Anchor): string | undefined => ("node" in anchor ? anchor.node : undefined);

/** The question in an unknown value; undefined when it is none. */
export function readPaths(value: unknown): PathsAsked | undefined {
  if (!isObject(value)) return undefined;
  const [range, who] = [readRange(value), readWho(value)];
  const [from, to] = [readAnchor(value.from), readAnchor(value.to)];
  const exclude = readList(value.exclude ?? [], readName);
  const clean = readList(value.clean ?? [], readRule, 50);
  if (!range || !who || from === null || to === null || !exclude || !clean) return undefined;
  return {
    ...kept<Kept>(value, KEPT),
    ...range,
    ...(from && { from }),
    ...(to && { to }),
    node: among(NODES, value.node) ?? "event",
    by: among(UNITS, value.by) ?? "session",
    depth: within(value.depth, 2, 30) ?? 5,
    limit: within(value.limit, 1, 1000) ?? 50,
    ...(exclude.length && { exclude }),
    ...(clean.length && { clean }),
    ...(isObject(value.between) && { between: value.between }),
    ...who,
    show: value.show === "table" ? "table" : "chart",
  };
}

/** Null = there is something, and it is no anchor. */
function readAnchor(value: unknown): Anchor | undefined | null {
  if (value == null) return undefined;
  if (typeof value === "string") return value ? { node: value } : null;
  if (isObject(value) && "node" in value) return typeof value.node === "string" && value.node ? { node: value.node } : null;
  return readFilter(value) ?? null;
}

function readName(value: unknown): string | undefined {
  const name = isObject(value) ? value.node : value;
  return typeof name === "string" && name ? name : undefined;
}

function readRule(value: unknown): Rule | undefined {
  if (!isObject(value) || typeof value.match !== "string" || !value.match) return undefined;
  const name = typeof value.name === "string" ? value.name : value.match;
  return { match: value.match, name, ...(value.regex === true && { regex: true }) };
}

function within(value: unknown, low: number, high: number): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= low && value <= high ? value : undefined;
}

export function pathsBody(asked: PathsAsked): object {
  const { show: _, from, to, exclude, clean, condition, ...rest } = asked;
  const who = askableCondition(condition);
  const rules = (clean ?? []).filter((rule) => rule.match);
  return {
    ...rest,
    ...(from && { from: anchor(from) }),
    ...(to && { to: anchor(to) }),
    ...(exclude?.length && { exclude }),
    ...(rules.length && { clean: rules }),
    ...(who && { condition: who }),
  };
}

/** The question with other ends: paths to one goal alone are read backwards from it. */
export function withEnds({ align: _, ...now }: PathsAsked, ends: Pick<PathsAsked, "from" | "to">): PathsAsked {
  const next = { ...now, ...ends };
  return next.to && !next.from ? { ...next, align: "end" } : next;
}

const anchor = (one: Anchor) => ("node" in one ? one : askable(one));

/** A funnel of what a path begins with and goes on to, as the page of funnels reads it. */
export function funnelOf(asked: PathsAsked, names: readonly string[]): object {
  const { since, until } = asked;
  return { steps: names.map((event) => ({ event })), order: "ordered", window: { days: 7 }, ...(since && { since }), ...(until && { until }) };
}
