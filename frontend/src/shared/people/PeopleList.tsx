/** The people of a number: how many, their list page by page, and what can be done with them. */
import { DownloadOutlined, SaveOutlined, UserOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay, useProject } from "@/session/useProject";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { closePeople, type PeopleAsked } from "./asked";
import { Compare } from "./Compare";
import { nameOf, otherIds, type Person as Found } from "@/shared/person";
import style from "./People.module.css";
import { SaveList } from "./SaveList";
import { useCsv, usePeople } from "./usePeople";

export function PeopleList({ asked }: { asked: PeopleAsked }) {
  const { t } = useTranslation("behind");
  const format = useFormat();
  const may = useMay();
  const tell = useTell();
  const [saving, setSaving] = useState(false);
  const found = usePeople(asked);
  const csv = useCsv(asked);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? (found.data && !found.hasNextPage ? items.length : asked.count);
  const scroll = (event: React.UIEvent<HTMLElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    if (scrollHeight - scrollTop - clientHeight < 400 && found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage();
  };
  const download = () => csv.mutate(undefined, { onError: tell.refused });
  return (
    <>
      <div className={style.bar}>
        <strong className={style.count} data-testid="people-count" aria-live="polite">
          {total === undefined ? "…" : t("count", { count: total, people: format.number(total) })}
        </strong>
        {may("export") ? (
          <Button icon={<DownloadOutlined />} loading={csv.isPending} disabled={!total} onClick={download}>{t("csv")}</Button>
        ) : null}
        {may("analyse") ? (
          <Button type="primary" icon={<SaveOutlined />} disabled={!total} aria-expanded={saving} onClick={() => setSaving(!saving)}>{t("save")}</Button>
        ) : null}
      </div>
      <Compare asked={asked} />
      {saving ? <SaveList asked={asked} count={total ?? 0} done={() => setSaving(false)} /> : null}
      {found.isError ? <Failed error={found.error} retry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading rows={8} /> : null}
      {found.data && !items.length ? <Empty title={t("nobody")} icon={<UserOutlined />} /> : null}
      <ul className={style.list} onScroll={scroll} aria-busy={found.isFetching} aria-label={asked.title}>
        {items.map((person) => <Person key={person.id} person={person} />)}
        {found.isFetchingNextPage ? <li><Loading rows={2} /></li> : null}
      </ul>
    </>
  );
}

function Person({ person }: { person: Found }) {
  const { t } = useTranslation("behind");
  const format = useFormat();
  const project = useProject();
  const name = nameOf(person);
  return (
    <li>
      <Link to={`/p/${project.id}/people/${encodeURIComponent(person.id)}`} className={style.person} onClick={closePeople}>
        <span className={style.avatar} aria-hidden>{[...name][0]?.toUpperCase()}</span>
        <span className={style.who}>
          <bdi className={style.name} title={name}>{name}</bdi>
          <bdi className={style.ids}>{otherIds(person, name).join(" · ") || t("noOtherIds")}</bdi>
        </span>
        <span className={style.seen}>
          {person.last_seen ? <time dateTime={person.last_seen} title={format.at(person.last_seen)}>{format.ago(person.last_seen)}</time> : "—"}
          <small>{t("events", { count: person.events, events: format.number(person.events) })}</small>
        </span>
      </Link>
    </li>
  );
}
