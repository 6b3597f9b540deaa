/** What happens right now: the newest events, one line each. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useReducer, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { idShort } from "@/shared/format";
import { type LiveEvent, useLiveEvents } from "@/shared/live";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "./Home.module.css";
import { Panel } from "./Panel";
import { HOME } from "./questions";

const SHOWN = 7;

export function Feed() {
  const { t } = useTranslation("home");
  const { id } = useProject();
  const [held, setHeld] = useState(false);
  const [fresh, setFresh] = useState<LiveEvent[]>([]);
  const newest = useQuery({
    queryKey: [HOME, id, "newest"],
    queryFn: () => answered(api.GET("/api/events", { params: { query: { limit: SHOWN } } })),
    staleTime: 0,
  });
  const wire = useLiveEvents((events) => setFresh((now) => [...events.reverse(), ...now].slice(0, SHOWN)), () => void newest.refetch());
  useEverySoOften(15_000);
  const came = newestOf(fresh, newest.data?.items as unknown as LiveEvent[] | undefined);
  // What one points at stays where it is; what comes meanwhile is there as soon as the hand is away.
  const still = useRef(came);
  if (!held) still.current = came;
  const rows = still.current;
  return (
    <Panel
      className={css.feed}
      title={<><i className={wire === "open" ? css.live : css.waiting} aria-hidden />{t("feed.title")}</>}
      more={{ to: `/p/${id}/live`, text: t("feed.more") }}
    >
      {newest.error && !rows.length ? (
        <Failed small error={newest.error} retry={() => void newest.refetch()} />
      ) : newest.isPending ? (
        <Loading rows={8} />
      ) : rows.length === 0 ? (
        <Empty small title={t("feed.none")}>{t("feed.why")}</Empty>
      ) : (
        <ol className={css.events} onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
          {rows.map((event) => <Happened key={event.id} event={event} />)}
        </ol>
      )}
    </Panel>
  );
}

function Happened({ event }: { event: LiveEvent }) {
  const { id } = useProject();
  const { t } = useTranslation("home");
  const format = useFormat();
  const who = event.user_id ?? event.anonymous_id ?? event.person_id ?? "";
  const { platform } = event.properties;
  return (
    <li>
      <div>
        <bdi className={css.code} title={event.event}>{event.event}</bdi>
        {typeof platform === "string" && <span className={css.tag}>{platform}</span>}
      </div>
      <div className={css.who}>
        {who ? <Link to={`/p/${id}/people/${encodeURIComponent(event.person_id ?? who)}`}><bdi title={who}>{idShort(who)}</bdi></Link> : <span>{t("feed.nobody")}</span>}
        <time dateTime={event.timestamp} title={format.at(event.timestamp, true)}>{format.ago(event.timestamp)}</time>
      </div>
    </li>
  );
}

/** The newest of what the stream told and what the server had, each once, newest first. */
function newestOf(fresh: readonly LiveEvent[], had: readonly LiveEvent[] = []): LiveEvent[] {
  const each = [...new Map([...fresh, ...had].map((event) => [event.id, event])).values()];
  return each.sort((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp)).slice(0, SHOWN);
}

/** Draws anew now and then, so that "3 minutes ago" stays true. */
function useEverySoOften(milliseconds: number): void {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const timer = setInterval(again, milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
}
