/** Everything a person did, newest first, by day and visit; filtered by event, and from any date back. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Card, DatePicker, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { byDay, type Happened, operations, telling, type Visit } from "./happened";
import type { Person } from "@/shared/person";
import css from "./Profile.module.css";

const PAGE = 100;

export function Timeline({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const project = useProject();
  const format = useFormat();
  const [event, setEvent] = useState("");
  const [until, setUntil] = useState<Dayjs | null>(null);
  const name = useDeferredValue(event.trim());
  const before = until?.add(1, "day").format("YYYY-MM-DDT00:00:00");
  const asked = useInfiniteQuery({
    queryKey: ["person", project.id, person.id, "timeline", name, before],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answered(api.GET("/api/events", { params: { query: { person: person.id, limit: PAGE, cursor: pageParam, event: name || undefined, until: before } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const days = useMemo(() => byDay((asked.data?.pages.flatMap((page) => page.items) ?? []) as unknown as Happened[], project.timezone), [asked.data, project.timezone]);
  return (
    <Card size="small" title={t("timeline")}>
      <div className={css.bar}>
        <Input allowClear value={event} onChange={(e) => setEvent(e.target.value)} placeholder={t("onlyEvent")} aria-label={t("onlyEvent")} style={{ width: 220 }} dir="auto" />
        <DatePicker value={until} onChange={setUntil} placeholder={t("jump")} aria-label={t("jump")} disabledDate={(day) => day.isAfter(dayjs().add(1, "day"))} />
      </div>
      {asked.isPending && <Loading rows={8} />}
      {asked.isError && <Failed small error={asked.error} retry={() => void asked.refetch()} />}
      {asked.isSuccess && days.length === 0 && <Empty small title={t("nothing")}>{name || until ? t("nothingHere") : t("nothingYet")}</Empty>}
      {days.map((day) => (
        <section key={day.date}>
          <h2 className={css.day}>{format.day(day.date, { weekday: true })}</h2>
          {day.visits.map((visit) => (
            <VisitBox key={visit.key} visit={visit} />
          ))}
        </section>
      ))}
      {asked.hasNextPage && (
        <div className={css.more}>
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t("earlier")}</Button>
        </div>
      )}
    </Card>
  );
}

function VisitBox({ visit }: { visit: Visit }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const { platform, device, app_version: version, country } = visit.events.at(-1)!.properties;
  const where = [platform ?? device, version, country].filter((one) => typeof one === "string" && one);
  return (
    <div className={css.visit}>
      {(visit.events.length > 1 || where.length > 0) && (
        <div className={css.visitHead}>
          <span>{t("visit", { count: visit.events.length })}</span>
          {visit.seconds > 0 && <span>{format.duration(visit.seconds)}</span>}
          <bdi>{where.join(" · ")}</bdi>
        </div>
      )}
      {visit.events.map((event) => (
        <EventRow key={`${event.id} ${event.timestamp}`} event={event} />
      ))}
    </div>
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
