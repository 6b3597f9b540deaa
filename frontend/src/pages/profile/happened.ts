/** What a person did, as the timeline tells it: days, and in each day the visits. */

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

/** Events of one visit, newest first; without a session id, those less than half an hour apart. */
export interface Visit {
  key: string;
  events: Happened[];
  /** From the first event of the visit to its last. */
  seconds: number;
}

export interface Day {
  /** The calendar day in the project's zone, `2026-05-04`. */
  date: string;
  visits: Visit[];
}

const PAUSE = 30 * 60_000;

/** The events (newest first) by day of the zone and visit. A visit over midnight belongs to each day with its part. */
export function byDay(events: readonly Happened[], zone: string): Day[] {
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const days: Day[] = [];
  let last: Happened | undefined;
  for (const event of events) {
    const date = day.format(new Date(event.timestamp));
    const open = days.at(-1);
    if (!open || open.date !== date) days.push({ date, visits: [visit(event)] });
    else if (last && sameVisit(last, event)) open.visits.at(-1)!.events.push(event);
    else open.visits.push(visit(event));
    last = event;
  }
  for (const one of days.flatMap((each) => each.visits)) {
    one.seconds = (instant(one.events[0]!) - instant(one.events.at(-1)!)) / 1000;
  }
  return days;
}

function sameVisit(later: Happened, earlier: Happened): boolean {
  if (later.session_id || earlier.session_id) return later.session_id === earlier.session_id;
  return instant(later) - instant(earlier) < PAUSE;
}

const visit = (event: Happened): Visit => ({ key: event.id, events: [event], seconds: 0 });
const instant = (event: Happened) => new Date(event.timestamp).getTime();

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
