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

/** The ids that the name does not say already: those of the customer first, and how many more there are. */
export function otherIds(person: Pick<Person, "ids">, name: string, most = 2): string[] {
  const ids = [...person.ids].sort((a, b) => Number(b.namespace === "user") - Number(a.namespace === "user"));
  const others = ids.map((each) => each.value).filter((id) => id !== name);
  const more = others.length - most;
  return [...others.slice(0, most), ...(more > 0 ? [`+${more}`] : [])];
}
