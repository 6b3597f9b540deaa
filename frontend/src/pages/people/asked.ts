/** What a list of people asks: who, in which order, with which properties beside them. */
import type { Schemas } from "@/api/client";
import { among, askableCondition, type Condition, isObject, readWho } from "@/shared/query";

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

const SORTS = ["last_seen", "first_seen", "events"] as const;
const ORDERS = ["asc", "desc"] as const;

/** The `?q=` of the page; undefined when it is not one. */
export function parse(value: unknown): Asked | undefined {
  if (!isObject(value)) return undefined;
  const { columns, search, sort = FIRST.sort, order = FIRST.order } = value;
  const texts = columns === undefined || (Array.isArray(columns) && columns.every((each) => typeof each === "string"));
  const [by, way, who] = [among(SORTS, sort), among(ORDERS, order), readWho(value)];
  if (!texts || !by || !way || !who || (search !== undefined && typeof search !== "string")) return undefined;
  return { ...who, ...(search && { search }), ...(columns !== undefined && { columns: columns as string[] }), sort: by, order: way };
}

export function body(asked: Asked, columns: string[]): Schemas["PersonsQuery"] {
  const { sort, order, search } = asked;
  const condition = askableCondition(asked.condition);
  return { sort, order, columns: [...new Set([...columns, "name", "email"])], condition: condition as never, search: search || null, limit: 50 };
}
