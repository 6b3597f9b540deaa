/** The session ended in the middle of work: calls wait here until the person has signed in again. */
import { useSyncExternalStore } from "react";

let waiting: { promise: Promise<void>; resolve: () => void; reject: (reason: Error) => void } | undefined;
const watchers = new Set<() => void>();

function changed(next: typeof waiting) {
  waiting = next;
  for (const watcher of watchers) watcher();
}

/** Resolves when somebody has signed in again; all calls share one wait. Rejects when the person gave up. */
export function signInAgain(): Promise<void> {
  if (!waiting) {
    let [resolve, reject] = [() => {}, (_: Error) => {}];
    const promise = new Promise<void>((yes, no) => ([resolve, reject] = [yes, no]));
    changed({ promise, resolve, reject });
  }
  return waiting!.promise;
}

export function resume(): void {
  const held = waiting;
  changed(undefined);
  held?.resolve();
}

export function giveUp(): void {
  const held = waiting;
  changed(undefined);
  held?.reject(new Error("signed out"));
}

/** Is something waiting for the person to sign in again? */
export function useExpired(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => waiting !== undefined,
  );
}
