// Writes src/api/schema.d.ts from the API's description; its first line carries the description's sha256.
// `make api` writes that description first (uems export-openapi frontend/openapi.json) and then runs this.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const description = resolve(process.argv[2] ?? `${folder}/openapi.json`);
const target = `${folder}/src/api/schema.d.ts`;

const text = readFileSync(description, "utf8");
const hash = createHash("sha256").update(text, "utf8").digest("hex");
// What may be left out of a question is optional; an answer lists as required whatever it always has.
const types = astToString(await openapiTS(JSON.parse(text), { defaultNonNullable: false }));
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `// openapi sha256 ${hash}. Made by \`make api\`; do not edit.\n\n${types}`);
console.log(`${target} is written.`);
