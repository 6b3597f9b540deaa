/** The events, the newest at the top; a row opens the whole of it. */
import { ThunderboltOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { idShort } from "@/shared/format";
import type { LiveEvent } from "@/shared/live";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { gist } from "./event";
import style from "./Live.module.css";

interface Props {
  events: readonly LiveEvent[];
  error: Error | null;
  busy: boolean;
  filtered: boolean;
  onOpen: (event: LiveEvent) => void;
  onPerson: (id: string) => void;
}

export function EventList({ events, error, busy, filtered, onOpen, onPerson }: Props) {
  const { t } = useTranslation("live");
  if (busy) return <section className={style.card}><Loading rows={10} /></section>;
  // Nobody of this id yet is no mistake: the stream waits for them.
  if (error && !(error instanceof ApiError && error.status === 404) && !events.length) return <section className={style.card}><Failed error={error} /></section>;
  if (!events.length)
    return (
      <section className={style.card}>
        <Empty title={t(filtered ? "noneFits" : "none")} icon={<ThunderboltOutlined />}>{t("waiting")}</Empty>
      </section>
    );
  return (
    <section className={`${style.card} ${style.rows}`} aria-label={t("list")}>
      <ol className={style.list}>
        {events.map((event) => <Row key={event.id} event={event} onOpen={onOpen} onPerson={onPerson} />)}
      </ol>
    </section>
  );
}

function Row({ event, onOpen, onPerson }: { event: LiveEvent } & Pick<Props, "onOpen" | "onPerson">) {
  const { t } = useTranslation("live");
  const format = useFormat();
  const sameDay = (when: string) => format.day(when, { year: "always" }) === format.day(Date.now(), { year: "always" });
  const id = event.user_id ?? event.anonymous_id ?? event.person_id ?? "";
  return (
    <li className={style.row}>
      <time className={style.time} dateTime={event.timestamp} title={format.at(event.timestamp, true)}>{sameDay(event.timestamp) ? format.time(event.timestamp, true) : format.at(event.timestamp)}</time>
      <button type="button" className={style.event} onClick={() => onOpen(event)}>
        <bdi>{event.event || "—"}</bdi>
      </button>
      <button type="button" className={style.id} title={t("onlyPerson", { id })} onClick={() => onPerson(id)}>
        <bdi>{idShort(id, 18)}</bdi>
      </button>
      <span className={style.gist}>
        {gist(event.properties).map(([name, value]) => (
          <span key={name}><bdi className={style.key}>{name}</bdi> <bdi>{value}</bdi></span>
        ))}
      </span>
      <span className={style.source}>{event.source}</span>
    </li>
  );
}
