/** Parts of a query read from JSON that anybody may have written; undefined = not one of these. */
import type { Breakdown } from "./BreakdownPicker";
import { type Condition, type EventFilter, type Op, OPS, type Span, type Test, type Times, UNITS } from "./condition";

type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const isScalar = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
const isName = (value: unknown): value is string => typeof value === "string" && value !== "";

/** All or nothing: a list is read where each of its items is. */
export function readList<T>(value: unknown, read: (item: unknown) => T | undefined, most = 100): T[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const items = value.map(read);
  return items.some((item) => item === undefined) ? undefined : (items as T[]);
}

export function readSpan(value: unknown): Span | undefined {
  if (!isObject(value)) return undefined;
  const [[unit, amount] = ["", 0], ...more] = Object.entries(value);
  const fits = !more.length && UNITS.includes(unit as never) && Number.isInteger(amount) && (amount as number) > 0;
  return fits ? (value as Span) : undefined;
}

function isAsked(value: Json): boolean {
  if (!OPS.includes(value.op as Op)) return false;
  const given = value.value;
  if (given === undefined || isScalar(given)) return true;
  return Array.isArray(given) ? given.every((item) => item === null || isScalar(item)) : readSpan(given) !== undefined;
}

export function readTest(value: unknown): Test | undefined {
  return isObject(value) && isName(value.property) && isAsked(value) ? (value as unknown as Test) : undefined;
}

const isWhere = (value: unknown) => value === undefined || readList(value, readTest, 50) !== undefined;
const isEvent = (value: unknown) => value === null || isName(value);

export function readEventFilter(value: unknown): EventFilter | undefined {
  return isObject(value) && isEvent(value.event) && isWhere(value.where) ? (value as unknown as EventFilter) : undefined;
}

/** Which events, without whatever else the value says; left out = any. */
export function readFilter(value: unknown): EventFilter | undefined {
  if (value === undefined) return { event: null };
  if (!isObject(value)) return undefined;
  const { event = null, where } = value;
  const found = readEventFilter({ event, ...(Array.isArray(where) && where.length === 0 ? {} : { where }) });
  return found && { event: found.event, ...(found.where && { where: found.where }) };
}

/** The value, where it is one of some words. */
export function among<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((each) => each === value);
}

function isTimes(value: unknown): value is Times {
  if (!isObject(value) || !["eq", "ne", "gt", "gte", "lt", "lte", "between"].includes(value.op as string)) return false;
  const counts = value.op === "between" ? value.value : [value.value];
  return Array.isArray(counts) && counts.length === (value.op === "between" ? 2 : 1) && counts.every((each) => Number.isInteger(each) && each >= 0);
}

const DEEPEST = 20;
const isTime = (value: unknown) => value === undefined || typeof value === "string";

export function readCondition(value: unknown, depth = 0): Condition | undefined {
  return isCondition(value, depth) ? value : undefined;
}

function isCondition(value: unknown, depth: number): value is Condition {
  if (!isObject(value) || depth > DEEPEST) return false;
  if ("all" in value || "any" in value)
    return readList(value.all ?? value.any, (part) => readCondition(part, depth + 1)) !== undefined;
  if ("not" in value) return isCondition(value.not, depth + 1);
  if ("person" in value) return typeof value.person === "string" && isAsked(value);
  if ("tag" in value) return typeof value.tag === "string" && isAsked(value);
  if ("did" in value)
    return (
      isEvent(value.did) &&
      isWhere(value.where) &&
      (value.times === undefined || isTimes(value.times)) &&
      (value.within === undefined || readSpan(value.within) !== undefined) &&
      isTime(value.since) &&
      isTime(value.until)
    );
  if ("sequence" in value)
    return readList(value.sequence, readEventFilter, 10) !== undefined && (value.within === undefined || readSpan(value.within) !== undefined);
  if ("segment" in value) return typeof value.segment === "string";
  return Array.isArray(value.state) && value.state.every(isName);
}

/** Who is asked about: a condition, and the segment that a question may name beside it. Neither = everybody. */
export function readWho({ condition, segment }: Json): { condition?: Condition } | undefined {
  const found = condition == null ? undefined : readCondition(condition);
  if (condition != null && !found) return undefined;
  if (segment == null || segment === "") return found ? { condition: found } : {};
  if (typeof segment !== "string") return undefined;
  if (!found) return { condition: { segment } };
  return { condition: { all: [...("all" in found ? found.all : [found]), { segment }] } };
}

export function readBreakdown(value: unknown): Breakdown | undefined {
  if (!isObject(value) || !isName(value.property)) return undefined;
  const of = value.of ?? "event";
  if (of !== "event" && of !== "person") return undefined;
  if (value.limit !== undefined && !Number.isInteger(value.limit)) return undefined;
  return { ...value, property: value.property, of } as Breakdown;
}
