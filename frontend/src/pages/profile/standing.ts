/** A person's tags as the profile shows them. */
import type { Person } from "@/shared/person";

/** A tag's value for one person: how sure it is, and the day it was computed for. */
export interface TagValue {
  id: string;
  name: string;
  value: unknown;
  confidence?: number;
  base?: string;
}

export const tagsOf = (person: Pick<Person, "tags">): TagValue[] => person.tags as unknown as TagValue[];
