/** Running what was typed: one at a time, stopped by a button, by the next one, and by leaving the page. */
import { useCallback, useEffect, useRef, useState } from "react";
import { fileName, save } from "@/chart/export";
import { ApiError, answered, api, type Schemas } from "@/api/client";
import { type SqlAsked, sqlBody } from "./query";

export type Rows = Schemas["SqlRows"];

export interface Run {
  rows?: Rows;
  error?: unknown;
  busy: boolean;
  /** These rows, here or on their way, are the answer to this question. */
  answers: (asked: SqlAsked) => boolean;
  start: (asked: SqlAsked) => void;
  stop: () => void;
  file: (asked: SqlAsked, name: string) => Promise<void>;
}

const STOPPED = "query_cancelled";
const freshId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2).padEnd(12, "0")}`;

export function useRun(): Run {
  const [state, setState] = useState<{ rows?: Rows; error?: unknown; busy: boolean; body?: string }>({ busy: false });
  const running = useRef<{ id: string; hangUp: AbortController }>(undefined);
  const stop = useCallback(() => {
    const now = running.current;
    if (!now) return;
    running.current = undefined;
    setState({ busy: false, error: new ApiError(503, STOPPED, "") });
    // Hanging up stops it too, but for a proxy in between that keeps the line open.
    void api.DELETE("/api/sql/running/{id}", { params: { path: { id: now.id } } }).catch(() => undefined);
    now.hangUp.abort();
  }, []);
  useEffect(() => () => running.current?.hangUp.abort(), []);
  const start = useCallback((asked: SqlAsked) => {
    running.current?.hangUp.abort();
    const mine = { id: freshId(), hangUp: new AbortController() };
    running.current = mine;
    const body = bodyText(asked);
    setState((before) => ({ rows: before.rows, busy: true, body }));
    answered(api.POST("/api/sql", { body: { ...sqlBody(asked), id: mine.id, limit: 10_000 } as never, signal: mine.hangUp.signal })).then(
      (rows) => running.current === mine && setState({ rows: rows as Rows, busy: false, body }),
      (error: unknown) => running.current === mine && setState({ error, busy: false }),
    ).finally(() => {
      if (running.current === mine) running.current = undefined;
    });
  }, []);
  const file = useCallback(async (asked: SqlAsked, name: string) => {
    const call = api.POST("/api/sql", { params: { query: { format: "csv" } }, body: sqlBody(asked) as never, parseAs: "blob" });
    save((await answered(call)) as unknown as Blob, fileName(name, "csv"));
  }, []);
  const { body, ...shown } = state;
  return { ...shown, answers: (asked) => bodyText(asked) === body, start, stop, file };
}

const bodyText = (asked: SqlAsked) => JSON.stringify(sqlBody(asked));

/** Stopped by somebody, which is no mistake. */
export const isStopped = (error: unknown) => error instanceof ApiError && error.code === STOPPED;
