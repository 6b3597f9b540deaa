/** Which questions a property of a type can be asked, and what kind of value each question takes. */
import { type Asked, type Op, type PropertyType, type Scalar, type TestValue, UNITS, type Unit } from "./condition";

const PRESENCE: Op[] = ["is_set", "not_set"];
const OF_TYPE: Record<PropertyType, readonly Op[]> = {
  text: ["in", "not_in", "contains", "not_contains", "starts_with", "matches", ...PRESENCE],
  number: ["eq", "ne", "gt", "gte", "lt", "lte", "between", "in", "not_in", ...PRESENCE],
  boolean: ["eq", "ne", ...PRESENCE],
  time: ["within_last", "after", "before", ...PRESENCE],
  list: ["in", "not_in", "contains", "not_contains", ...PRESENCE],
  object: PRESENCE,
};
const FIRST: Record<PropertyType, Asked> = {
  text: { op: "in" },
  number: { op: "gte" },
  boolean: { op: "eq", value: true },
  time: { op: "within_last", value: { days: 30 } },
  list: { op: "in" },
  object: { op: "is_set" },
};

/** The ops to offer: those of the type, and the one in use. */
export function opsOf(type: PropertyType, used: Op): readonly Op[] {
  const ops = OF_TYPE[type];
  return ops.includes(used) ? ops : [used, ...ops];
}

/** What a new test of a property of this type begins with. */
export const firstAsked = (type: PropertyType): Asked => FIRST[type];

export type Shape = "none" | "several" | "pair" | "span" | "moment" | "number" | "yes_no" | "one" | "phrase";

/** What kind of value an op takes for a property of a type. */
export function shapeOf(op: Op, type: PropertyType): Shape {
  if (op === "is_set" || op === "not_set") return "none";
  if (op === "in" || op === "not_in") return "several";
  if (op === "between") return "pair";
  if (op === "within_last") return "span";
  if (op === "before" || op === "after") return "moment";
  if (op === "contains" || op === "not_contains" || op === "starts_with" || op === "matches") return "phrase";
  if (type === "boolean") return "yes_no";
  if (type === "number") return "number";
  return op === "eq" || op === "ne" ? "one" : "phrase";
}

/** The test with another op; the value stays where the new op can take it. */
export function withOp<T extends Asked>(test: T, op: Op, type: PropertyType): T {
  const { value, ...rest } = test;
  const kept = fitting(value, shapeOf(op, type), type);
  return (kept === undefined ? { ...rest, op } : { ...rest, op, value: kept }) as T;
}

function fitting(value: TestValue | undefined, shape: Shape, type: PropertyType): TestValue | undefined {
  const scalars: Scalar[] = Array.isArray(value) ? value : value === undefined || typeof value === "object" ? [] : [value];
  const [first] = scalars;
  switch (shape) {
    case "none":
      return undefined;
    case "several":
      return scalars.length ? scalars : undefined;
    case "pair":
      return undefined;
    case "span":
      return isSpan(value) ? value : { days: 30 };
    case "number":
      return typeof first === "number" ? first : undefined;
    case "yes_no":
      return typeof first === "boolean" ? first : true;
    case "moment":
      return typeof first === "string" && type === "time" ? first : undefined;
    default:
      return typeof first === "string" ? first : undefined;
  }
}

export const isSpan = (value: unknown): value is Partial<Record<Unit, number>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && UNITS.some((unit) => unit in value);

/** A type for a property that the catalogue has not told about: what the test itself shows. */
export function guessedType({ op, value }: Asked): PropertyType {
  const one = Array.isArray(value) ? value[0] : value;
  if (op === "within_last" || op === "before" || op === "after") return "time";
  if (typeof one === "number") return "number";
  return typeof one === "boolean" ? "boolean" : "text";
}

/** What was typed, as the property's type has it: 10 for "10" of a number. */
export function scalarOf(text: string, type: PropertyType): Scalar {
  if (type === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  return type === "boolean" && (text === "true" || text === "false") ? text === "true" : text;
}
