/** What a list of people asks: who, in which order, with which properties beside them. */
import type { Schemas } from "@/api/client";
import { askableCondition, type Condition } from "@/shared/query";

export interface Asked {
  condition?: Condition;
  search?: string;
  /** Properties shown as columns. */
  columns?: string[];
  sort: "last_seen" | "first_seen" | "events";
  order: "asc" | "desc";
}

export const FIRST: Asked = { sort: "last_seen", order: "desc" };
export const COLUMNS = ["country", "channel", "level"];

const SORTS = ["last_seen", "first_seen", "events"];

/** The `?q=` of the page; undefined when it is not one. */
export function parse(value: unknown): Asked | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const given = value as Partial<Asked>;
  const texts = given.columns === undefined || (Array.isArray(given.columns) && given.columns.every((each) => typeof each === "string"));
  if (!texts || !SORTS.includes(given.sort ?? "last_seen")) return undefined;
  return { ...FIRST, ...given };
}

export function body(asked: Asked, columns: string[]): Schemas["PersonsQuery"] {
  const { sort, order, search } = asked;
  const condition = askableCondition(asked.condition);
  return { sort, order, columns: [...new Set([...columns, "name", "email"])], condition: condition as never, search: search || null, limit: 50 };
}
