/** What the page of live events does with events: which fit, in which order they stand, how many came a minute. */
import type { LiveEvent } from "@/shared/live";

/** What the page looks for: events of a name, of a person by any of their ids. */
export interface Wanted {
  event: string | null;
  person: string;
  /** The person's own id, where the server knows whom the text means. */
  personId?: string;
}

export function fits(event: LiveEvent, { event: name, person, personId }: Wanted): boolean {
  if (name !== null && event.event !== name) return false;
  if (!person) return true;
  return [event.person_id, event.user_id, event.anonymous_id].some((id) => id != null && (id === person || id === personId));
}

const MOST = 500;

/** The newest first, each once, at most 500. */
export function merged(now: readonly LiveEvent[], more: readonly LiveEvent[]): LiveEvent[] {
  const known = new Set(now.map((each) => each.id));
  const fresh = more.filter((each) => !known.has(each.id));
  return [...fresh, ...now].slice(0, MOST);
}

/** How many were received in each of the last minutes, the present one last. */
export function perMinute(counts: ReadonlyMap<number, number>, now: number, minutes: number): { at: number; count: number }[] {
  const last = Math.floor(now / 60_000);
  return Array.from({ length: minutes }, (_, n) => last - minutes + 1 + n).map((minute) => ({ at: minute * 60_000, count: counts.get(minute) ?? 0 }));
}

/** The first few properties as short texts, for one line. */
export function gist(properties: Record<string, unknown>, most = 4): [string, string][] {
  return Object.entries(properties)
    .filter(([, value]) => value !== null && typeof value !== "object")
    .slice(0, most)
    .map(([name, value]) => [name, String(value).slice(0, 60)]);
}
