/** Sessions by day: how long, where, what most; each opens to all that happened in it. */
import { DownOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import type { Person } from "@/shared/person";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { byDay, type Happened, operations, type Session, span, telling } from "./happened";
import css from "./Profile.module.css";
import { useSessions } from "./useSessions";

/** Sessions that are open from the beginning. */
const OPEN = 3;
/** Events of one session that are shown. */
const MOST = 500;

export function Sessions({ person, events = [], before, most }: { person: Person; events?: string[]; before?: string; most?: number }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const project = useProject();
  const asked = useSessions(person, events, before);
  const all = useMemo(() => (asked.data?.pages.flatMap((page) => page.items) ?? []).slice(0, most), [asked.data, most]);
  const days = useMemo(() => byDay(all, project.timezone), [all, project.timezone]);
  if (asked.isPending) return <Loading rows={8} />;
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  if (all.length === 0) return <Empty small title={t("nothing")}>{events.length || before ? t("nothingHere") : t("nothingYet")}</Empty>;
  const first = new Set(all.slice(0, OPEN).map((one) => one.first));
  return (
    <>
      {days.map((day) => (
        <section key={day.date}>
          <h2 className={css.day}>{format.day(day.date, { weekday: true })}</h2>
          {day.sessions.map((one) => (
            <SessionBox key={`${one.first} ${one.end}`} person={person} session={one} events={events} begins={first.has(one.first)} />
          ))}
        </section>
      ))}
      {asked.hasNextPage && most === undefined && (
        <div className={css.more}>
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t("earlier")}</Button>
        </div>
      )}
    </>
  );
}

function SessionBox({ person, session, events, begins }: { person: Person; session: Session; events: string[]; begins: boolean }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const [open, setOpen] = useState(begins);
  const where = Object.values(session.place).filter((one) => typeof one === "string" && one);
  return (
    <div className={css.visit}>
      <button type="button" className={css.visitHead} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <time dateTime={session.start} title={format.at(session.start, true)}>{format.time(session.start)}</time>
        <span>{t("session", { count: session.events })}</span>
        {session.seconds > 0 && <span>{format.duration(session.seconds)}</span>}
        {!open && <bdi className={css.most}>{session.names.slice(0, 4).map((one) => (one.count > 1 ? `${one.event} ×${one.count}` : one.event)).join(" · ")}</bdi>}
        <bdi>{where.join(" · ")}</bdi>
      </button>
      {open && <Events person={person} session={session} events={events} />}
    </div>
  );
}

function Events({ person, session, events }: { person: Person; session: Session; events: string[] }) {
  const { t } = useTranslation("profile");
  const project = useProject();
  const asked = useQuery({
    queryKey: ["person", project.id, person.id, "timeline", session.id, session.start, session.end, events],
    queryFn: () => answered(api.GET("/api/persons/{id}/timeline", { params: { path: { id: person.id }, query: { ...span(session), event: events, limit: MOST } } })),
  });
  if (asked.isPending) return <Loading rows={Math.min(3, session.events)} />;
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <>
      {(asked.data.items as unknown as Happened[]).map((event) => (
        <EventRow key={`${event.id} ${event.timestamp}`} event={event} />
      ))}
      {asked.data.next && <p className={css.more}>{t("partial", { count: MOST })}</p>}
    </>
  );
}

function EventRow({ event }: { event: Happened }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={css.event} aria-expanded={open} onClick={() => setOpen(!open)}>
        <time dateTime={event.timestamp} title={format.at(event.timestamp, true)}>{format.time(event.timestamp, true)}</time>
        <span>
          <bdi className={css.name}>{event.event ?? t("profileChanged")}</bdi>
          <span className={css.told}>
            {telling(event).map(([name, value]) => (
              <span key={name}><bdi>{name}</bdi>: <bdi>{value}</bdi></span>
            ))}
          </span>
        </span>
      </button>
      {open && <pre className={css.json} tabIndex={0}>{JSON.stringify({ ...(event.event ? event.properties : operations(event)), $: { source: event.source, received_at: event.received_at, session_id: event.session_id, user_id: event.user_id, anonymous_id: event.anonymous_id, context: event.context } }, null, 2)}</pre>}
    </>
  );
}
