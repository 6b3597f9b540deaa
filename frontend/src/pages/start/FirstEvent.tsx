/** Waits for the first event and shows it the moment it arrives; what was refused is told with its reason. */
import { SendOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, refusal } from "@/api/client";
import { queries } from "@/api/queries";
import { useProject } from "@/session/useProject";
import { type LiveEvent, useLiveEvents } from "@/shared/live";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { useProgress } from "@/shell/useProgress";
import { useWriteKey } from "./Install";
import css from "./Start.module.css";

const SHOWN = 5;

export function FirstEvent({ goOn }: { goOn: () => void }) {
  const { t } = useTranslation("start");
  const { id } = useProject();
  const format = useFormat();
  const { data: progress } = useProgress();
  const [seen, setSeen] = useState<LiveEvent[]>([]);
  useLiveEvents((events) => {
    if (seen.length === 0) void Promise.all(["progress", "key_events"].map((key) => queries.invalidateQueries({ queryKey: [key, id] })));
    setSeen((now) => [...events.reverse(), ...now].slice(0, SHOWN));
  });
  const any = seen.length > 0 || !!progress?.first_event_at;
  return (
    <div className={css.first}>
      <div className={css.wait} role="status">
        <i className={any ? css.arrived : css.waiting} aria-hidden />
        {seen[0] ? t("event.arrived", { event: seen[0].event }) : progress?.last_event_at ? t("event.last", { ago: format.ago(progress.last_event_at) }) : t("event.waiting")}
      </div>
      {seen.length > 0 && (
        <ul className={css.seen}>
          {seen.map((event) => (
            <li key={event.id}>
              <bdi>{event.event}</bdi>
              <span>{event.user_id ?? event.anonymous_id ?? "—"}</span>
              <time dateTime={event.timestamp}>{format.time(event.timestamp, true)}</time>
            </li>
          ))}
        </ul>
      )}
      <Refused />
      <div className={css.row}>
        {any ? <Button type="primary" onClick={goOn}>{t("event.next")}</Button> : <TestEvent />}
        <Link to={`/p/${id}/live`}>{t("event.live")}</Link>
      </div>
    </div>
  );
}

/** Something was sent and could not be read: say what. */
function Refused() {
  const { t } = useTranslation("start");
  const { id } = useProject();
  const { data } = useQuery({
    queryKey: ["rejected", id],
    queryFn: () => answered(api.GET("/api/events/rejected", { params: { query: { limit: 1 } } })),
    refetchInterval: 5_000,
  });
  const last = data?.items[0];
  if (!last) return null;
  return <Alert type="warning" showIcon title={t("event.refused")} description={<bdi>{last.event && `${last.event}: `}{last.detail}</bdi>} />;
}

/** An event from this very page, for those whose code is elsewhere. */
function TestEvent() {
  const { t } = useTranslation("start");
  const key = useWriteKey().data;
  const tell = useTell();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const body = { events: [{ event: "hello", anonymous_id: "get-started", properties: { from: "console" } }] };
    const head = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
    const answer = await fetch("/v1/events", { method: "POST", headers: head, body: JSON.stringify(body) }).catch(() => undefined);
    if (!answer?.ok) tell.refused(refusal(answer?.status ?? 0, await answer?.json().catch(() => undefined)));
    setBusy(false);
  };
  return <Button icon={<SendOutlined />} disabled={!key} loading={busy} onClick={() => void send()}>{t("event.test")}</Button>;
}
