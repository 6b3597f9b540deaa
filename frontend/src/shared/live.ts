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

/** Calls `heard` with new events, oldest first; `on` false or a hidden tab closes the stream. */
export function useLiveEvents(heard: (events: LiveEvent[]) => void, on = true): Wire {
  const { id } = useProject();
  const [wire, setWire] = useState<Wire>("connecting");
  const tell = useEffectEvent(heard);
  useEffect(() => {
    if (!on) return;
    let source: EventSource | undefined;
    let waiting: LiveEvent[] = [];
    const flush = setInterval(() => {
      if (waiting.length === 0) return;
      tell(waiting);
      waiting = [];
    }, 500);
    const open = () => {
      source = new EventSource(`/api/events/live?project=${encodeURIComponent(id)}`);
      source.onopen = () => setWire("open");
      source.onerror = () => setWire("lost");
      source.onmessage = (message) => waiting.push(JSON.parse(message.data as string) as LiveEvent);
    };
    const look = () => {
      if (!document.hidden && !source) open();
      if (document.hidden) {
        source?.close();
        source = undefined;
      }
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      clearInterval(flush);
      source?.close();
    };
  }, [id, on]);
  return wire;
}
