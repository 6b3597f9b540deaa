/** Forms drawn from JSON schemas. */
export { type Drawn, type DrawnProps, SchemaForm } from "./SchemaForm";
export { initial, problems, type Schema } from "./schema";
