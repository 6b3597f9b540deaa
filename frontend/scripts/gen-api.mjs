/** Writes src/api/schema.d.ts from the OpenAPI JSON on standard input; its first line carries the JSON's hash. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const json = readFileSync(0, "utf8");
const hash = createHash("sha256").update(json).digest("hex");
const types = astToString(await openapiTS(JSON.parse(json), { alphabetize: true }));
writeFileSync(new URL("../src/api/schema.d.ts", import.meta.url), `// openapi ${hash}\n${types}`);
