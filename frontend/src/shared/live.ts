/** Events as they become visible: one stream while the page is looked at, told in batches of at most one a second. */
import { useEffect, useEffectEvent, useState } from "react";
import { useProject } from "@/session/useProject";

/** A canonical event, as far as a list shows it. */
export interface LiveEvent {
  id: string;
  event: string;
  person_id?: string;
  user_id?: string | null;
  anonymous_id?: string | null;
  timestamp: string;
  received_at: string;
  source?: string;
  properties: Record<string, unknown>;
  context?: Record<string, unknown>;
}

export type Wire = "connecting" | "open" | "lost";

const CLOSED = 2;
/** Milliseconds until a stream that the browser gave up is opened again. */
export const AGAIN = 5000;

/**
 * Follows a stream until the answer is called. The browser reconnects a wire that broke; a stream that was refused,
 * as where the session ran out, it gives up: that one is opened again here.
 */
export function follow(make: () => EventSource, heard: (event: LiveEvent) => void, told: (wire: Wire) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = make();
    source.onopen = () => told("open");
    source.onmessage = (message) => heard(JSON.parse(message.data as string) as LiveEvent);
    source.onerror = () => {
      told("lost");
      if (source.readyState === CLOSED) timer = setTimeout(open, AGAIN);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

const nothing = () => {};

/**
 * Calls `heard` with new events, oldest first; a hidden tab closes the stream. Whenever it is open again after it was
 * away, `again` may ask for what was missed.
 */
export function useLiveEvents(heard: (events: LiveEvent[]) => void, again: () => void = nothing): Wire {
  const { id } = useProject();
  const [wire, setWire] = useState<Wire>("connecting");
  const tell = useEffectEvent(heard);
  const missed = useEffectEvent(again);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let before = false;
    let waiting: LiveEvent[] = [];
    const flush = setInterval(() => {
      if (waiting.length === 0) return;
      tell(waiting);
      waiting = [];
    }, 500);
    const told = (now: Wire) => {
      setWire(now);
      if (now !== "open") return;
      if (before) missed();
      before = true;
    };
    const make = () => new EventSource(`/api/events/live?project=${encodeURIComponent(id)}`);
    const look = () => {
      if (!document.hidden) stop ??= follow(make, (event) => waiting.push(event), told);
      else {
        stop?.();
        stop = undefined;
        setWire("connecting");
      }
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      clearInterval(flush);
      stop?.();
    };
  }, [id]);
  return wire;
}
