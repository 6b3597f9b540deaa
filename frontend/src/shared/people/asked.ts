/** Which number's people are asked for now: `openPeople({ query, cell, title })` from anywhere. */
import { useSyncExternalStore } from "react";

export interface PeopleAsked {
  /** A query with its `kind`, as the insight routes take it; give it `now` = the answer's `computed.at`. */
  query: { kind: string } & Record<string, unknown>;
  /** Which number of its answer. */
  cell: Record<string, unknown>;
  /** What the number says, such as "Took step 2". */
  title: string;
  /** Other people of the same number, to choose from: the first is the cell itself. */
  sides?: { name: string; cell: Record<string, unknown> }[];
  /** The number itself, shown until the list has told its own. */
  count?: number;
}

let asked: PeopleAsked | undefined;
const watchers = new Set<() => void>();
const tell = (next: PeopleAsked | undefined) => {
  asked = next;
  for (const watcher of watchers) watcher();
};
const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

export const openPeople = (next: PeopleAsked): void => tell(next);
export const closePeople = (): void => tell(undefined);
export const usePeopleAsked = () => useSyncExternalStore(watch, () => asked);
