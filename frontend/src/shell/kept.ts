/** A choice that this browser remembers: a piece of state in local storage, followed by other tabs. */
import { useCallback, useSyncExternalStore } from "react";

const HERE = "uems.kept";

export function useKept(name: string, fallback: string): [string, (next: string) => void] {
  const key = `uems.${name}`;
  const value = useSyncExternalStore(watch, () => localStorage.getItem(key) ?? fallback);
  const keep = useCallback(
    (next: string) => {
      localStorage.setItem(key, next);
      dispatchEvent(new Event(HERE));
    },
    [key],
  );
  return [value, keep];
}

function watch(changed: () => void): () => void {
  addEventListener("storage", changed);
  addEventListener(HERE, changed);
  return () => {
    removeEventListener("storage", changed);
    removeEventListener(HERE, changed);
  };
}
