/** A question about doing one kind of event: as the address holds it, and as the server takes it. */
import { among, askable, askableCondition, type Condition, type EventFilter, isObject, LAST_30_DAYS, type Range, readFilter, readRange, readWho } from "@/shared/query";

export const INTERVALS = ["day", "week", "month"] as const;
export type Interval = (typeof INTERVALS)[number];

export interface Activity extends Range, EventFilter {
  interval: Interval;
  condition?: Condition;
}

export const ANYTHING: Activity = { event: null, interval: "day", ...LAST_30_DAYS };

/** The question in an unknown value; undefined when it is none. */
export function readActivity(value: unknown): Activity | undefined {
  if (!isObject(value)) return undefined;
  const [range, filter, who] = [readRange(value), readFilter(value), readWho(value)];
  if (!range || !filter || !who) return undefined;
  return { ...filter, ...range, ...who, interval: among(INTERVALS, value.interval) ?? "day" };
}

export function activityBody({ event, where, condition, ...rest }: Activity): object {
  const who = askableCondition(condition);
  return { ...askable({ event, ...(where && { where }) }), ...rest, ...(who && { condition: who }) };
}

/** The question with another range: what it does not say does not stay. */
export function ranged<T extends Range>({ since: _since, until: _until, ...rest }: T, range: Range): T {
  return { ...rest, ...range } as T;
}
