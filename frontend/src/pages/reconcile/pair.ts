/** The two numbers of the address, and the question they become. */
import type { Compared } from "@/shared/people/compared";

export interface Pair {
  a: Compared;
  b: Compared;
}

export function readPair(value: unknown): Pair | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { a, b } = value as Record<string, unknown>;
  return isNumber(a) && isNumber(b) ? { a, b } : undefined;
}

function isNumber(value: unknown): value is Compared {
  if (typeof value !== "object" || value === null) return false;
  const { query, cell, title } = value as Record<string, unknown>;
  return typeof title === "string" && typeof cell === "object" && cell !== null && typeof query === "object" && query !== null && "kind" in query;
}

/** The body that `POST /api/metrics/reconcile` takes. */
export function pairBody({ a, b }: Pair) {
  const number = ({ query, cell, seen }: Compared) => ({ query, cell, ...(seen && { seen }) });
  return { kind: "reconcile" as const, a: number(a), b: number(b) };
}
