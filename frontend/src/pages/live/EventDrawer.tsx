/** One event whole: who, when, from where, and its JSON. */
import { UserOutlined } from "@ant-design/icons";
import { Button, Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useProject } from "@/session/useProject";
import { CopyButton } from "@/shared/CopyText";
import type { LiveEvent } from "@/shared/live";
import { useFormat } from "@/shared/useFormat";
import style from "./Live.module.css";

export function EventDrawer({ event, onClose }: { event: LiveEvent | undefined; onClose: () => void }) {
  return (
    <Drawer open={event !== undefined} onClose={onClose} size={560} destroyOnHidden title={event ? <bdi>{event.event || "—"}</bdi> : null}>
      {event ? <Whole event={event} /> : null}
    </Drawer>
  );
}

function Whole({ event }: { event: LiveEvent }) {
  const { t } = useTranslation("live");
  const format = useFormat();
  const project = useProject();
  const json = JSON.stringify(event, null, 2);
  return (
    <>
      <dl className={style.facts}>
        <dt>{t("fact.at")}</dt>
        <dd>{format.at(event.timestamp, true)}</dd>
        <dt>{t("fact.received")}</dt>
        <dd>{format.at(event.received_at, true)}</dd>
        <dt>{t("fact.source")}</dt>
        <dd>{event.source}</dd>
        {event.user_id ? <><dt>{t("fact.user")}</dt><dd><bdi>{event.user_id}</bdi></dd></> : null}
        {event.anonymous_id ? <><dt>{t("fact.anonymous")}</dt><dd><bdi>{event.anonymous_id}</bdi></dd></> : null}
      </dl>
      <div className={style.tools}>
        {event.person_id && (
          <Link to={`/p/${project.id}/people/${encodeURIComponent(event.person_id)}`}>
            <Button type="primary" tabIndex={-1} icon={<UserOutlined />}>{t("profile")}</Button>
          </Link>
        )}
        <CopyButton text={json} />
      </div>
      <pre className={style.json} tabIndex={0} dir="ltr">{json}</pre>
    </>
  );
}
