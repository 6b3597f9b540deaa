import { expect, test } from "vitest";
import { initial, kindOf, problems, resolved, type Schema, titleOf } from "./schema";

/** As pydantic's model_json_schema() writes it. */
const SCHEMA: Schema = {
  $defs: {
    Header: { type: "object", properties: { name: { type: "string", minLength: 1 }, value: { type: "string" } }, required: ["name"] },
    Mode: { enum: ["plain", "tls"], type: "string" },
  },
  type: "object",
  properties: {
    host: { type: "string", title: "Host", "x-title": { zh: "主机" }, pattern: "^[a-z.]+$" },
    port: { type: "integer", default: 25, minimum: 1, maximum: 65535 },
    mode: { $ref: "#/$defs/Mode", default: "tls" },
    password: { anyOf: [{ type: "string", format: "password" }, { type: "null" }], default: null },
    headers: { type: "array", items: { $ref: "#/$defs/Header" }, maxItems: 2 },
    days: { type: "array", items: { $ref: "#/$defs/Mode" } },
    extra: { type: "object" },
    starts_at: { type: "string", format: "date-time" },
  },
  required: ["host"],
};
const defs = SCHEMA.$defs!;
const kind = (name: string) => kindOf(resolved(SCHEMA.properties![name]!, defs), defs);

test("each field is drawn as what it is", () => {
  expect(["host", "port", "mode", "password", "headers", "days", "extra", "starts_at"].map(kind)).toEqual([
    "text", "integer", "choice", "secret", "list", "choices", "json", "moment",
  ]);
});

test("a form begins with the defaults", () => {
  expect(initial(SCHEMA)).toEqual({ port: 25, mode: "tls", password: null, headers: [], days: [] });
});

test("what is wrong is said at its place", () => {
  expect(problems(SCHEMA, { port: 0, headers: [{ name: "a" }, {}, { name: "b" }] })).toEqual({
    host: "required", port: "small", headers: "many", "headers.1.name": "required",
  });
  expect(problems(SCHEMA, { host: "Mail", port: 70000 })).toEqual({ host: "pattern", port: "large" });
  expect(problems(SCHEMA, { host: "mail.example", port: 25 })).toEqual({});
});

test("titles come in the language that has them", () => {
  const host = SCHEMA.properties!.host!;
  expect([titleOf(host, "host", "zh"), titleOf(host, "host", "en"), titleOf({}, "from_name", "en")]).toEqual(["主机", "Host", "from name"]);
});
