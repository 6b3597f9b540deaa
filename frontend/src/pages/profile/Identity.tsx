/** Which ids are this person and why; ids may be joined to them and taken off again. */
import { LinkOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Checkbox, Collapse, Input, Modal, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { useFormat } from "@/shared/useFormat";
import type { Person } from "@/shared/person";
import css from "./Profile.module.css";

export function Identity({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const may = useMay();
  const [doing, setDoing] = useState<"merge" | "split" | null>(null);
  return (
    <Card
      size="small"
      title={t("identity")}
      extra={
        may("people") && (
          <Space size={4}>
            <Button size="small" onClick={() => setDoing("merge")}>{t("merge")}</Button>
            {person.ids.length > 1 && <Button size="small" onClick={() => setDoing("split")}>{t("split")}</Button>}
          </Space>
        )
      }
    >
      <ul className={css.list}>
        {person.ids.map((id) => (
          <li key={`${id.namespace} ${id.value}`} className={css.id}>
            <Tag>{id.namespace === "user" ? t("userId") : t("anonymousId")}</Tag>
            <bdi>{id.value}</bdi>
          </li>
        ))}
      </ul>
      {person.ids.length > 1 && (
        <Collapse ghost size="small" items={[{ key: "why", label: t("whyOne"), children: <Reasons id={person.id} /> }]} />
      )}
      {doing === "merge" && <MergeDialog person={person} close={() => setDoing(null)} />}
      {doing === "split" && <SplitDialog person={person} close={() => setDoing(null)} />}
    </Card>
  );
}

function Reasons({ id }: { id: string }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const project = useProject();
  const asked = useQuery({
    queryKey: ["person", project.id, id, "links"],
    queryFn: () => answered(api.GET("/api/persons/{id}/links", { params: { path: { id } } })),
  });
  if (asked.isPending) return <Loading rows={2} />;
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <ul className={css.why}>
      {asked.data.items.map((link) => (
        <li key={`${link.a.value} ${link.b.value} ${link.kind} ${link.standing}`}>
          <LinkOutlined aria-hidden /> <bdi>{link.a.value}</bdi> — <bdi>{link.b.value}</bdi>
          <br />
          {t(`standing.${standingOf(link)}`)} · {link.source} · {format.at(link.since)}
        </li>
      ))}
    </ul>
  );
}

const STANDINGS = ["joins", "taken", "known", "held", "undone"] as const;

function standingOf(link: Schemas["ReasonBody"]): (typeof STANDINGS)[number] {
  return STANDINGS.find((one) => one === link.standing) ?? "undone";
}

/** After a merge or a split every number may be another: everything is asked again. */
function useMove<T>(move: (given: T) => Promise<string>, close: () => void) {
  const queries = useQueryClient();
  const project = useProject();
  const go = useNavigate();
  const tell = useTell();
  return useMutation({
    mutationFn: move,
    onSuccess: async (id) => {
      close();
      await queries.invalidateQueries();
      void go(`/p/${project.id}/people/${encodeURIComponent(id)}`);
    },
    onError: tell.refusedAbout,
  });
}

function MergeDialog({ person, close }: { person: Person; close: () => void }) {
  const { t } = useTranslation("profile");
  const { t: c } = useTranslation("common");
  const [other, setOther] = useState("");
  const id = other.trim();
  const found = useQuery({
    queryKey: ["person", "preview", id],
    enabled: id.length > 0,
    retry: false,
    queryFn: () => answered(api.GET("/api/persons/{id}", { params: { path: { id } } })),
  });
  const merge = useMove(async () => (await answered(api.POST("/api/persons/merge", { body: { ids: [person.ids[0]?.value ?? person.id, id] } }))).id, close);
  const same = found.data?.id === person.id;
  return (
    <Modal open title={t("merge")} okText={t("mergeThem")} cancelText={c("cancel")} okButtonProps={{ disabled: !found.data || same }} confirmLoading={merge.isPending} onOk={() => merge.mutate(undefined)} onCancel={close}>
      <p>{t("mergeWhat")}</p>
      <Input.Search allowClear autoFocus value={other} loading={found.isFetching} onChange={(e) => setOther(e.target.value)} placeholder={t("anyId")} aria-label={t("anyId")} />
      {id && found.isError && <Failed small error={found.error} />}
      {same && <Alert type="info" showIcon title={t("samePerson")} />}
      {found.data && !same && (
        <ul className={css.list}>
          <li className={css.id}><bdi>{found.data.ids.map((one) => one.value).join(" · ")}</bdi></li>
          <li className={css.why}>{t("eventsMove", { count: found.data.events })}</li>
        </ul>
      )}
    </Modal>
  );
}

function SplitDialog({ person, close }: { person: Person; close: () => void }) {
  const { t } = useTranslation("profile");
  const { t: c } = useTranslation("common");
  const [ids, setIds] = useState<string[]>([]);
  const split = useMove(async (off: string[]) => {
    const { items } = await answered(api.POST("/api/persons/{id}/split", { params: { path: { id: person.id } }, body: { ids: off } }));
    return items[0]?.id ?? person.id;
  }, close);
  return (
    <Modal open title={t("split")} okText={t("splitThem")} cancelText={c("cancel")} okButtonProps={{ disabled: ids.length === 0 || ids.length === person.ids.length }} confirmLoading={split.isPending} onOk={() => split.mutate(ids)} onCancel={close}>
      <p>{t("splitWhat")}</p>
      <Checkbox.Group value={ids} onChange={setIds} options={person.ids.map((id) => ({ value: id.value, label: <bdi>{id.value}</bdi> }))} />
    </Modal>
  );
}
