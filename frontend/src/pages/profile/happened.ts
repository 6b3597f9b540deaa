/** What a person did, as the timeline tells it: days, in each day the sessions, and in each session the events. */
import type { Schemas } from "@/api/client";
import { dayIn } from "@/shared/format";

/** A canonical event, as `/api/persons/{id}/timeline` answers it. */
export interface Happened {
  id: string;
  type: string;
  /** null = a nameless profile operation. */
  event: string | null;
  source: string;
  user_id: string | null;
  anonymous_id: string | null;
  distinct_id: string | null;
  ops: Record<string, Record<string, unknown>>;
  timestamp: string;
  received_at: string;
  session_id: string | null;
  context: Record<string, unknown>;
  properties: Record<string, unknown>;
}

/** One session, as `/api/persons/{id}/sessions` answers it. */
export type Session = Schemas["PersonSession"];

export interface Day {
  /** The calendar day in the project's zone, `2026-05-04`. */
  date: string;
  sessions: Session[];
}

/** The sessions (newest first) by the day of the zone on which they began. */
export function byDay(sessions: readonly Session[], zone: string): Day[] {
  const days: Day[] = [];
  for (const one of sessions) {
    const date = dayIn(zone, one.start);
    const open = days.find((each) => each.date === date);
    if (open) open.sessions.push(one);
    else days.push({ date, sessions: [one] });
  }
  return days;
}

/** Which events of the timeline are the session's: the end is told as the first moment that is not. */
export function span(session: Pick<Session, "id" | "start" | "end">) {
  return { session: session.id, since: session.start, before: new Date(new Date(session.end).getTime() + 1).toISOString() };
}

/** What of its properties says most about an event, shortest way: at most three, objects and long texts last. */
export function telling(event: Happened): [string, string][] {
  const said = Object.entries(event.event ? event.properties : operations(event));
  const ranked = said
    .filter(([name, value]) => value !== null && value !== "" && !name.startsWith("$"))
    .map(([name, value]) => [name, brief(value)] as [string, string])
    .sort(([a, x], [b, y]) => weight(a, x) - weight(b, y));
  return ranked.slice(0, 3);
}

/** The profile operations of a nameless event: `set plan` → pro. */
export function operations(event: Happened): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [operation, values] of Object.entries(event.ops)) {
    if (Array.isArray(values)) for (const name of values as string[]) found[`${operation} ${name}`] = "";
    else for (const [name, value] of Object.entries(values)) found[`${operation} ${name}`] = value;
  }
  return found;
}

const OFTEN = ["country", "platform", "device", "app_version", "channel", "region", "business_line", "language", "currency"];

function weight(name: string, value: string): number {
  return (OFTEN.includes(name) ? 100 : 0) + (value.length > 40 ? 50 : 0);
}

/** A value in a few characters. */
export function brief(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
