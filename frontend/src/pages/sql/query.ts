/** A typed question as the address and a saved report hold it, and the `{name:Type}` holes in its text. */
import { isObject } from "@/shared/query";

export interface SqlAsked {
  sql: string;
  parameters: Record<string, unknown>;
  /** Drawn over time, where the rows can be. */
  show?: "line";
}

export interface Hole {
  name: string;
  type: string;
}

/** What the server fills in where nothing is given. */
const FILLED = ["since", "until", "now", "today", "timezone"];

export const FIRST: SqlAsked = {
  sql: "SELECT event, count() AS times, uniq(person_id) AS people\nFROM events\nWHERE toDate(ts) BETWEEN {since:Date} AND {until:Date}\nGROUP BY event\nORDER BY times DESC",
  parameters: { since: "-6d", until: "today" },
};

export function readSql(value: unknown): SqlAsked | undefined {
  if (!isObject(value) || typeof value.sql !== "string") return undefined;
  return { sql: value.sql, parameters: isObject(value.parameters) ? value.parameters : {}, ...(value.show === "line" && { show: "line" as const }) };
}

/** Each hole once, in the order of the text; what stands in a text or a comment is none. */
export function holes(sql: string): Hole[] {
  const bare = sql.replace(/'(?:[^'\\]|\\.|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, " ");
  const found = new Map<string, Hole>();
  for (const [, name, type] of bare.matchAll(/\{\s*([A-Za-z_]\w*)\s*:\s*([^{}]+?)\s*\}/g)) if (!found.has(name!)) found.set(name!, { name: name!, type: type! });
  return [...found.values()];
}

export const isFilled = (name: string) => FILLED.includes(name);

/** What somebody wrote into a field, as a value of the hole's type; undefined = nothing. */
export function valueOf(type: string, text: string): unknown {
  const listed = /^Array\((.+)\)$/.exec(type);
  if (listed) {
    const parts = text.split(/[,，\n]/).map((one) => one.trim()).filter(Boolean);
    return parts.length ? parts.map((one) => valueOf(listed[1]!, one)) : undefined;
  }
  if (text === "" && type !== "String") return undefined;
  if (/^(U?Int|Float)/.test(type)) {
    const number = Number(text);
    return Number.isFinite(number) && (Number.isSafeInteger(number) || !/^-?\d+$/.test(text)) ? number : text;
  }
  if (type === "Bool") return text === "true";
  return text;
}

export const textOf = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(", ") : value === undefined || value === null ? "" : String(value));

/** The body that the server takes: values of holes that are there, and none for what it fills in itself. */
export function sqlBody({ sql, parameters }: SqlAsked): Omit<SqlAsked, "show"> {
  const given = holes(sql).flatMap(({ name }) => (parameters[name] === undefined || (parameters[name] === "" && isFilled(name)) ? [] : [[name, parameters[name]] as const]));
  return { sql, parameters: Object.fromEntries(given) };
}
