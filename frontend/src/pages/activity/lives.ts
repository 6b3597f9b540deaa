/** What became of the active people of each interval, as it is drawn. */
import type { Schemas } from "@/api/client";

type Lives = Schemas["Lives"];
export const STATUSES = ["new", "returning", "resurrecting", "dormant"] as const;
export type Status = (typeof STATUSES)[number];

/** Those who came above the line, those who stayed away below it. */
export function drawn(lives: Lives): { status: Status; values: number[] }[] {
  return STATUSES.map((status) => ({ status, values: lives[status].map((people) => (status === "dormant" && people ? -people : people)) }));
}

/** The active people of one interval. */
export const active = (lives: Lives, bucket: number): number => lives.new[bucket]! + lives.returning[bucket]! + lives.resurrecting[bucket]!;
