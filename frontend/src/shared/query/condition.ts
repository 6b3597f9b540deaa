/** The language of conditions as the server reads it: tests, event filters and the tree above them. */

export type Scalar = string | number | boolean;
export const OPS = [
  "eq", "ne", "gt", "gte", "lt", "lte", "between", "in", "not_in", "contains", "not_contains", "starts_with",
  "matches", "is_set", "not_set", "before", "after", "within_last",
] as const;
export type Op = (typeof OPS)[number];
export const UNITS = ["minutes", "hours", "days", "weeks", "months"] as const;
export type Unit = (typeof UNITS)[number];
/** A length of time: one unit and its amount, such as `{ days: 7 }`. */
export type Span = Partial<Record<Unit, number>>;
export type TestValue = Scalar | Scalar[] | Span;

export interface Asked {
  op: Op;
  /** Absent for is_set and not_set; a test that still waits for its value has none either. */
  value?: TestValue;
}
export interface Test extends Asked {
  property: string;
}
export interface EventFilter {
  /** null = any event. */
  event: string | null;
  where?: Test[];
}
export interface Times {
  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "between";
  value: number | [number, number];
}
export interface Did {
  did: string | null;
  where?: Test[];
  /** Left out: at least once. `eq 0` = did not. */
  times?: Times;
  within?: Span;
  since?: string;
  until?: string;
}
export interface Sequence {
  sequence: EventFilter[];
  within?: Span;
}
export interface PersonTest extends Asked {
  person: string;
}
export interface TagTest extends Asked {
  tag: string;
}
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | PersonTest
  | TagTest
  | Did
  | Sequence
  | { segment: string }
  | { state: string[] };

export type PropertyOf = "event" | "person";
export type PropertyType = "text" | "number" | "boolean" | "time" | "list" | "object";

const TIMELESS: readonly Op[] = ["is_set", "not_set"];
export const needsValue = (op: Op) => !TIMELESS.includes(op);

/** Whether a test can be asked: what still waits for its value is left out of a question. */
export function finished(asked: Asked): boolean {
  const { op, value } = asked;
  if (!needsValue(op)) return true;
  if (value === undefined || value === "") return false;
  if (op === "between") return Array.isArray(value) && value.length === 2 && value.every((end) => end !== null && end !== "");
  return !Array.isArray(value) || value.length > 0;
}

const finishedWhere = <T extends { where?: Test[] }>(filter: T): T => {
  if (!filter.where) return filter;
  const { where, ...rest } = filter;
  const kept = where.filter(finished);
  return (kept.length ? { ...rest, where: kept } : rest) as T;
};

/** The filter without tests that wait for their value. */
export const askable = (filter: EventFilter): EventFilter => finishedWhere(filter);

/** The condition without unfinished parts; undefined where nothing is left to ask. */
export function askableCondition(condition: Condition | undefined): Condition | undefined {
  if (!condition) return undefined;
  if ("all" in condition || "any" in condition) {
    const parts = ("all" in condition ? condition.all : condition.any).flatMap((part) => askableCondition(part) ?? []);
    if (!parts.length) return undefined;
    return "all" in condition ? { all: parts } : { any: parts };
  }
  if ("not" in condition) {
    const inner = askableCondition(condition.not);
    return inner && { not: inner };
  }
  if ("person" in condition) return condition.person && finished(condition) ? condition : undefined;
  if ("tag" in condition) return condition.tag && finished(condition) ? condition : undefined;
  if ("did" in condition) return finishedWhere(condition);
  if ("sequence" in condition)
    return condition.sequence.length ? { ...condition, sequence: condition.sequence.map(finishedWhere) } : undefined;
  if ("segment" in condition) return condition.segment ? condition : undefined;
  return condition.state.length ? condition : undefined;
}

/** How the parts of a group count together; `none` and `not_all` are denials of `any` and `all`. */
export const MATCHES = ["all", "any", "none", "not_all"] as const;
export interface Group {
  match: (typeof MATCHES)[number];
  parts: Condition[];
}

/** The group that a condition is, denied or not; undefined where it is none. */
export function asGroup(condition: Condition): Group | undefined {
  if ("all" in condition) return { match: "all", parts: condition.all };
  if ("any" in condition) return { match: "any", parts: condition.any };
  if (!("not" in condition)) return undefined;
  if ("all" in condition.not) return { match: "not_all", parts: condition.not.all };
  return "any" in condition.not ? { match: "none", parts: condition.not.any } : undefined;
}

export function fromGroup({ match, parts }: Group): Condition {
  if (match === "all") return { all: parts };
  if (match === "any") return { any: parts };
  return { not: match === "none" ? { any: parts } : { all: parts } };
}

export type NewKind = "person" | "did" | "did_not" | "sequence" | "segment" | "tag" | "state" | "group";

/** What a condition of a kind begins as. */
export function newCondition(kind: NewKind): Condition {
  switch (kind) {
    case "person":
      return { person: "", op: "in" };
    case "did":
      return { did: null };
    case "did_not":
      return { did: null, times: { op: "eq", value: 0 } };
    case "sequence":
      return { sequence: [] };
    case "segment":
      return { segment: "" };
    case "tag":
      return { tag: "", op: "in" };
    case "state":
      return { state: [] };
    case "group":
      return { any: [] };
  }
}
