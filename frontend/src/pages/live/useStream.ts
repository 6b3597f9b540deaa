/** The live stream of a project: new events within a second, kept while paused, joined again when the wire breaks. */
import { useEffect, useRef, useState } from "react";
import { useProject } from "@/session/useProject";
import { fits, type LiveEvent, merged, type Wanted } from "./event";

export type State = "joining" | "live" | "broken";
const FLUSH = 200;
const AGAIN = 2000;
const MINUTES = 30;

export function useStream(wanted: Wanted, paused: boolean, first: readonly LiveEvent[] | undefined) {
  const { id } = useProject();
  const [state, setState] = useState<State>("joining");
  const [shown, setShown] = useState<LiveEvent[]>([]);
  const [held, setHeld] = useState<LiveEvent[]>([]);
  const [minutes, setMinutes] = useState<ReadonlyMap<number, number>>(new Map());
  const now = useRef({ wanted, paused });
  now.current = { wanted, paused };

  // Another filter, another list: what the server had already comes first.
  useEffect(() => {
    setShown([...(first ?? [])]);
    setHeld([]);
    setMinutes(new Map());
  }, [first, wanted.event, wanted.person]);

  useEffect(() => {
    if (paused || !held.length) return;
    setShown((list) => merged(list, held));
    setHeld([]);
  }, [paused, held]);

  useEffect(() => {
    let source: EventSource;
    let again: ReturnType<typeof setTimeout>;
    let waiting: LiveEvent[] = [];
    const flush = () => {
      if (!waiting.length) return;
      const came = waiting.filter((each) => fits(each, now.current.wanted)).reverse();
      waiting = [];
      if (!came.length) return;
      setMinutes((counts) => counted(counts, came));
      (now.current.paused ? setHeld : setShown)((list) => merged(list, came));
    };
    const join = () => {
      setState("joining");
      source = new EventSource(`/api/events/live?project=${encodeURIComponent(id)}`);
      source.onopen = () => setState("live");
      source.onmessage = (message) => waiting.push(JSON.parse(message.data as string) as LiveEvent);
      source.onerror = () => {
        setState("broken");
        source.close();
        again = setTimeout(join, AGAIN);
      };
    };
    join();
    const timer = setInterval(flush, FLUSH);
    return () => {
      clearInterval(timer);
      clearTimeout(again);
      source.close();
    };
  }, [id]);
  return { state, shown, held: held.length, minutes };
}

function counted(counts: ReadonlyMap<number, number>, came: readonly LiveEvent[]): ReadonlyMap<number, number> {
  const next = new Map(counts);
  for (const each of came) {
    const minute = Math.floor(Date.parse(each.received_at) / 60_000);
    next.set(minute, (next.get(minute) ?? 0) + 1);
  }
  const oldest = Math.floor(Date.now() / 60_000) - MINUTES;
  for (const minute of next.keys()) if (minute < oldest) next.delete(minute);
  return next;
}
