/** JSON schema as pydantic writes it: what a field is, what it begins as, and what is wrong with a value. */

type Words = { zh?: string; en?: string };

export interface Schema {
  type?: "string" | "integer" | "number" | "boolean" | "array" | "object" | "null";
  title?: string;
  description?: string;
  /** Titles and explanations in the console's languages, where the server gives them. */
  "x-title"?: Words;
  "x-description"?: Words;
  "x-enum"?: Record<string, Words>;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
}

export type Kind = "text" | "long" | "secret" | "integer" | "number" | "boolean" | "choice" | "choices" | "list" | "date" | "moment" | "object" | "json";
type Defs = Record<string, Schema>;

/** The schema itself: references followed, "or null" taken off. */
export function resolved(schema: Schema, defs: Defs): Schema {
  if (schema.$ref) {
    const found = defs[schema.$ref.replace("#/$defs/", "")];
    return found ? resolved({ ...found, ...without(schema, "$ref") }, defs) : {};
  }
  if (schema.allOf?.length === 1) return resolved({ ...schema.allOf[0]!, ...without(schema, "allOf") }, defs);
  const some = schema.anyOf?.filter((each) => each.type !== "null");
  return some?.length === 1 ? resolved({ ...some[0]!, ...without(schema, "anyOf") }, defs) : schema;
}

const without = (schema: Schema, key: keyof Schema): Schema => {
  const { [key]: _, ...rest } = schema;
  return rest;
};

const LONG = 500;

/** Which kind of field a resolved schema is; `json` = one that has no field of its own. */
export function kindOf(schema: Schema, defs: Defs): Kind {
  if (schema.enum || schema.const !== undefined) return "choice";
  switch (schema.type) {
    case "string":
      if (schema.format === "password") return "secret";
      if (schema.format === "date") return "date";
      if (schema.format === "date-time") return "moment";
      return (schema.maxLength ?? 0) > LONG || schema.format === "multiline" ? "long" : "text";
    case "integer":
    case "number":
    case "boolean":
      return schema.type;
    case "array": {
      const item = resolved(schema.items ?? {}, defs);
      if (item.enum) return "choices";
      return item.type === undefined ? "json" : "list";
    }
    case "object":
      return schema.properties ? "object" : "json";
    default:
      return "json";
  }
}

export const choicesOf = (schema: Schema): unknown[] => schema.enum ?? [schema.const];

/** The words of a field in a language: what the server says, else its name with spaces. */
export function titleOf(schema: Schema, name: string, language: "zh" | "en"): string {
  return schema["x-title"]?.[language] ?? schema.title ?? name.replaceAll("_", " ");
}
export const noteOf = (schema: Schema, language: "zh" | "en"): string | undefined => schema["x-description"]?.[language] ?? schema.description;

/** What a form begins with: the defaults, and nothing where there is none. */
export function initial(schema: Schema, defs: Defs = schema.$defs ?? {}): unknown {
  const given = resolved(schema, defs);
  if (given.default !== undefined) return given.default;
  if (given.const !== undefined) return given.const;
  const kind = kindOf(given, defs);
  if (kind === "boolean") return false;
  if (kind === "list" || kind === "choices") return [];
  if (kind !== "object") return undefined;
  const fields = Object.entries(given.properties!).map(([name, field]) => [name, initial(field, defs)]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

export type Problem = "required" | "short" | "long" | "small" | "large" | "pattern" | "few" | "many";

/** What is wrong, by the path of the field: `{"steps.0.name": "required"}`. The server has the last word. */
export function problems(schema: Schema, value: unknown, defs: Defs = schema.$defs ?? {}, path = ""): Record<string, Problem> {
  const given = resolved(schema, defs);
  if (value === undefined || value === null || value === "") return {};
  if (typeof value === "object" && !Array.isArray(value) && given.properties) {
    const fields = value as Record<string, unknown>;
    return Object.entries(given.properties).reduce<Record<string, Problem>>((found, [name, field]) => {
      const at = path ? `${path}.${name}` : name;
      const missing = fields[name] === undefined || fields[name] === null || fields[name] === "";
      if (missing && given.required?.includes(name)) return { ...found, [at]: "required" };
      return { ...found, ...problems(field, fields[name], defs, at) };
    }, {});
  }
  if (Array.isArray(value)) {
    const size = sizeProblem(given, value);
    const inner = value.map((item, n) => problems(given.items ?? {}, item, defs, `${path}.${n}`));
    return Object.assign(size ? { [path]: size } : {}, ...inner) as Record<string, Problem>;
  }
  const wrong = typeof value === "string" ? textProblem(given, value) : typeof value === "number" ? numberProblem(given, value) : undefined;
  return wrong ? { [path]: wrong } : {};
}

function sizeProblem({ minItems = 0, maxItems = Infinity }: Schema, items: unknown[]): Problem | undefined {
  return items.length < minItems ? "few" : items.length > maxItems ? "many" : undefined;
}

function textProblem({ minLength = 0, maxLength = Infinity, pattern }: Schema, text: string): Problem | undefined {
  if (text.length < minLength) return "short";
  if (text.length > maxLength) return "long";
  return pattern && !new RegExp(pattern, "u").test(text) ? "pattern" : undefined;
}

function numberProblem(schema: Schema, number: number): Problem | undefined {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  if (number < minimum || number <= exclusiveMinimum) return "small";
  return number > maximum || number >= exclusiveMaximum ? "large" : undefined;
}
