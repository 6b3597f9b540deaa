/** The events of the page: what the server had, what arrives since, and what waits while the page is paused. */
import { useEffect, useRef, useState } from "react";
import { type LiveEvent, useLiveEvents } from "@/shared/live";
import { fits, merged, type Wanted } from "./event";

const MINUTES = 30;

/** `first` = the newest that the server had, newest first; `again` asks for them anew after the wire was away. */
export function useStream(wanted: Wanted, paused: boolean, first: readonly LiveEvent[] | undefined, again: () => void) {
  const [shown, setShown] = useState<LiveEvent[]>([]);
  const [held, setHeld] = useState<LiveEvent[]>([]);
  const [minutes, setMinutes] = useState<ReadonlyMap<number, number>>(new Map());
  const wire = useLiveEvents((events) => {
    const came = events.filter((each) => fits(each, wanted)).reverse();
    if (!came.length) return;
    setMinutes((counts) => counted(counts, came));
    (paused ? setHeld : setShown)((list) => merged(list, came));
  }, again);

  const answers = useRef(0);
  // Another filter, another list.
  useEffect(() => {
    setShown([]);
    setHeld([]);
    setMinutes(new Map());
    answers.current = 0;
  }, [wanted.event, wanted.person]);
  useEffect(() => {
    if (!first) return;
    // The first answer lies before what has arrived meanwhile, a later one fills the gap up to now.
    const fills = answers.current++ > 0;
    setShown((list) => (fills ? merged(list, first) : merged(first, list)));
  }, [first]);

  useEffect(() => {
    if (paused || !held.length) return;
    setShown((list) => merged(list, held));
    setHeld([]);
  }, [paused, held]);
  return { wire, shown, held: held.length, minutes };
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
