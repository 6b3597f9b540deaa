/** Reading a question out of an unknown value: of an address that somebody typed, or of a report that somebody saved. */
import type { Breakdown, EventFilter, Test } from "@/shared/query";

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value, where it is one of some words. */
export function among<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((each) => each === value);
}

/** Which events; left out = any. Undefined where it is no filter. */
export function readFilter(value: unknown): EventFilter | undefined {
  if (value === undefined) return { event: null };
  if (!isRecord(value)) return undefined;
  const { event = null, where } = value;
  if (event !== null && typeof event !== "string") return undefined;
  return { event, ...(Array.isArray(where) && where.length > 0 && { where: where as Test[] }) };
}

export function readBreakdown(value: unknown): Breakdown | undefined {
  if (!isRecord(value) || typeof value.property !== "string") return undefined;
  const { property, of, limit } = value;
  return { property, of: of === "person" ? "person" : "event", ...(typeof limit === "number" && { limit }) };
}
