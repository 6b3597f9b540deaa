/** Forms drawn from JSON schemas. */
export { SchemaForm } from "./SchemaForm";
export { initial, problems, type Schema } from "./schema";
