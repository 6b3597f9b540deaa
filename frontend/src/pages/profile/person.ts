/** A person as the console calls them. */
import type { Schemas } from "@/api/client";

export type Person = Schemas["PersonBody"];

export const personKey = (project: string, id: string) => ["person", project, id] as const;

/** The name that a person goes by: their own property, else the id a customer gave, else any id. */
export function nameOf(person: Pick<Person, "id" | "ids" | "properties">): string {
  const { name, email } = person.properties;
  for (const said of [name, email]) if (typeof said === "string" && said.trim()) return said;
  return person.ids[0]?.value || person.id;
}
