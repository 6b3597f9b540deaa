/** The whole query of a report in the address, as one compact JSON in `?q=`: to copy the address is to share the report. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";

/** What `?q=` holds: the query, nothing (the fallback stands in), or something that cannot be read. */
export type Held<T> = { query: T; broken: false } | { query: undefined; broken: boolean };

export function readQuery<T>(text: string | null, parse: (value: unknown) => T | undefined): Held<T> {
  if (text === null || text === "") return { query: undefined, broken: false };
  try {
    const query = parse(JSON.parse(text));
    return query === undefined ? { query: undefined, broken: true } : { query, broken: false };
  } catch {
    return { query: undefined, broken: true };
  }
}

export const writeQuery = (query: unknown): string => JSON.stringify(query);

/** The link to a page with a query, such as `linkTo("../funnels", query)`. */
export const linkTo = (path: string, query: unknown): string => `${path}?q=${encodeURIComponent(writeQuery(query))}`;

/**
 * The query of the address, a setter that replaces it (Back leaves the report, not one keystroke), and whether what
 * the address held could not be read (then the fallback is shown; say so).
 */
export function useUrlQuery<T>(
  parse: (value: unknown) => T | undefined,
  fallback: T,
): [T, (next: T | ((now: T) => T)) => void, boolean] {
  const [params, setParams] = useSearchParams();
  const text = params.get("q");
  // What was written and is not in the address yet: the router takes its time, and the next change builds on this one.
  const [written, setWritten] = useState<readonly string[]>([]);
  useEffect(() => setWritten((before) => (before.length ? before.slice(before.indexOf(text!) + 1 || before.length) : before)), [text]);
  const shown = written.at(-1) ?? text;
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);
  const held = useMemo(() => readQuery(shown, parse), [shown, parse]);
  const set = useCallback(
    (next: T | ((now: T) => T)) => {
      const current = readQuery(latest.current, parse).query ?? fallback;
      const changed = writeQuery(typeof next === "function" ? (next as (now: T) => T)(current) : next);
      latest.current = changed;
      setWritten((before) => [...before, changed]);
      setParams(
        (now) => {
          const params = new URLSearchParams(now);
          params.set("q", changed);
          return params;
        },
        { replace: true },
      );
    },
    [setParams, parse, fallback],
  );
  return [held.query ?? fallback, set, held.broken];
}
