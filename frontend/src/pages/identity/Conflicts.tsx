/** Links that somebody sent and that do not join, each with its reason: made one after a look, or put aside. */
import { CheckCircleOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Modal, Segmented, Switch, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Preview } from "@/shared/identity/Preview";
import { useMove } from "@/shared/identity/useMove";
import { nameOf } from "@/shared/person";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "./Identity.module.css";

type Conflict = Schemas["ConflictBody"];
type Why = Conflict["why"];
const WHY = ["all", "taken", "known", "held"] as const;

export function Conflicts() {
  const { t } = useTranslation("identity");
  const project = useProject();
  const [why, setWhy] = useState<(typeof WHY)[number]>("all");
  const [dismissed, setDismissed] = useState(false);
  const asked = useInfiniteQuery({
    queryKey: ["conflicts", project.id, why, dismissed],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answered(api.GET("/api/identity/conflicts", { params: { query: { why: why === "all" ? undefined : (why as Why), dismissed, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const found = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={css.bar}>
        <Segmented<(typeof WHY)[number]> aria-label={t("conflicts")} value={why} onChange={setWhy} options={WHY.map((value) => ({ value, label: t(`reasons.${value}`) }))} />
        <label>
          <Switch size="small" checked={dismissed} onChange={setDismissed} aria-label={t("putAside")} /> {t("putAside")}
        </label>
        {asked.data?.pages[0]?.total != null && <span className={css.quiet} aria-live="polite">{t("total", { count: asked.data.pages[0].total })}</span>}
      </div>
      {asked.isPending && <Loading rows={4} />}
      {asked.isError && <Failed small error={asked.error} retry={() => void asked.refetch()} />}
      {asked.isSuccess && found.length === 0 && <Empty small icon={<CheckCircleOutlined />} title={t("noConflicts")}>{t("noConflictsWhy")}</Empty>}
      <ul className={css.list}>
        {found.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
      {asked.hasNextPage && (
        <div className={css.more}>
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t("more")}</Button>
        </div>
      )}
    </>
  );
}

function Row({ one }: { one: Conflict }) {
  const { t } = useTranslation("identity");
  const project = useProject();
  const format = useFormat();
  const may = useMay();
  const tell = useTell();
  const [looking, setLooking] = useState(false);
  const path = { params: { path: { id: one.id } } };
  const dismiss = useMove(() => answered(api.POST("/api/identity/conflicts/{id}/dismiss", path)), () => tell.done(t("dismissed")));
  const restore = useMove(() => answered(api.POST("/api/identity/conflicts/{id}/restore", path)), () => tell.done(t("restored")));
  return (
    <li>
      <div className={css.told}>
        <div className={css.pair}>
          <Tag>{t(`reasons.${one.why}`)}</Tag>
          <bdi>{one.a.value}</bdi> — <bdi>{one.b.value}</bdi>
        </div>
        <p className={css.why}>{t(`because.${one.why}`, { a: one.a.value, b: one.b.value })}</p>
        <span className={css.quiet}>
          {one.people.map((person, n) => (
            <span key={person.id}>
              {n > 0 && " · "}
              <Link to={`/p/${project.id}/people/${person.id}`}><bdi>{nameOf(person)}</bdi></Link> {t("events", { count: person.events, shown: format.number(person.events) })}
            </span>
          ))}
          {` · ${one.source} · ${format.at(one.since)}`}
          {one.dismissed_at && ` · ${t("dismissedBy", { who: one.dismissed_by || t("program"), when: format.at(one.dismissed_at) })}`}
        </span>
      </div>
      {may("people") && (
        <div className={css.buttons}>
          {one.dismissed_at ? (
            <Button size="small" loading={restore.isPending} onClick={() => restore.mutate(undefined)}>{t("restore")}</Button>
          ) : (
            <>
              <Button size="small" type="primary" onClick={() => setLooking(true)}>{t("accept")}</Button>
              <Button size="small" loading={dismiss.isPending} onClick={() => dismiss.mutate(undefined)}>{t("dismiss")}</Button>
            </>
          )}
        </div>
      )}
      {looking && <Accept one={one} close={() => setLooking(false)} />}
    </li>
  );
}

function Accept({ one, close }: { one: Conflict; close: () => void }) {
  const { t } = useTranslation("identity");
  const { t: c } = useTranslation("common");
  const tell = useTell();
  const ids = one.people.map((person) => person.id).reverse();
  const accept = useMove(
    () => answered(api.POST("/api/identity/conflicts/{id}/accept", { params: { path: { id: one.id } } })),
    () => {
      close();
      tell.done(t("accepted"));
    },
  );
  const seen = useQuery({
    queryKey: ["merge preview", ...ids],
    enabled: !accept.isPending,
    retry: false,
    queryFn: () => answered(api.POST("/api/persons/merge/preview", { body: { ids } })),
  });
  return (
    <Modal open width={760} title={t("accept")} okText={t("mergeThem")} cancelText={c("cancel")} okButtonProps={{ disabled: !seen.data }} confirmLoading={accept.isPending} onOk={() => accept.mutate(undefined)} onCancel={close}>
      {seen.isPending && <Loading rows={4} />}
      {seen.isError && <Failed small error={seen.error} />}
      {seen.data && <Preview found={seen.data} />}
    </Modal>
  );
}
