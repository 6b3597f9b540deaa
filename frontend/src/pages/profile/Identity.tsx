/** Which ids are this person and why; ids may be joined to them and taken off again, after a look at what that does. */
import { LinkOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Checkbox, Collapse, Input, Modal, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api, ApiError, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { MergeLog } from "@/shared/identity/MergeLog";
import { Preview } from "@/shared/identity/Preview";
import { useMove } from "@/shared/identity/useMove";
import { useDebounced } from "@/shared/query/useDebounced";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import type { Person } from "@/shared/person";
import css from "./Profile.module.css";

export function Identity({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  return (
    <div className={css.columns}>
      <Ids person={person} />
      <Card size="small" title={t("log")}>
        <MergeLog person={person.id} />
      </Card>
    </div>
  );
}

function Ids({ person }: { person: Person }) {
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

function MergeDialog({ person, close }: { person: Person; close: () => void }) {
  const { t } = useTranslation("profile");
  const { t: c } = useTranslation("common");
  const show = useShow(close);
  const [other, setOther] = useState("");
  const id = useDebounced(other.trim(), 300);
  const ids = [person.ids[0]?.value ?? person.id, id];
  const merge = useMove(async () => (await answered(api.POST("/api/persons/merge", { body: { ids } }))).id, show);
  const seen = useQuery({
    queryKey: ["merge preview", ...ids],
    enabled: id.length > 0 && !merge.isPending,
    retry: false,
    queryFn: () => answered(api.POST("/api/persons/merge/preview", { body: { ids } })),
  });
  const same = seen.data?.before.length === 1 || (seen.error instanceof ApiError && seen.error.code === "nothing_to_merge");
  const settled = id === other.trim() && seen.data && !same;
  return (
    <Modal open width={760} title={t("merge")} okText={t("mergeThem")} cancelText={c("cancel")} okButtonProps={{ disabled: !settled }} confirmLoading={merge.isPending} onOk={() => merge.mutate(undefined)} onCancel={close}>
      <p>{t("mergeWhat")}</p>
      <Input.Search className={css.find} allowClear autoFocus value={other} loading={seen.isFetching} onChange={(e) => setOther(e.target.value)} placeholder={t("anyId")} aria-label={t("anyId")} />
      {id && seen.isError && !same && <Failed small error={seen.error} />}
      {id && same && <Alert type="info" showIcon title={t("samePerson")} />}
      {seen.data && !same && <Preview found={seen.data} />}
    </Modal>
  );
}

function SplitDialog({ person, close }: { person: Person; close: () => void }) {
  const { t } = useTranslation("profile");
  const { t: c } = useTranslation("common");
  const show = useShow(close);
  const [ids, setIds] = useState<string[]>([]);
  const some = ids.length > 0 && ids.length < person.ids.length;
  const path = { path: { id: person.id } };
  const split = useMove(async () => (await answered(api.POST("/api/persons/{id}/split", { params: path, body: { ids } }))).items[0]?.id ?? person.id, show);
  const seen = useQuery({
    queryKey: ["split preview", person.id, ids],
    enabled: some && !split.isPending,
    retry: false,
    queryFn: () => answered(api.POST("/api/persons/{id}/split/preview", { params: path, body: { ids } })),
  });
  return (
    <Modal open width={760} title={t("split")} okText={t("splitThem")} cancelText={c("cancel")} okButtonProps={{ disabled: !some }} confirmLoading={split.isPending} onOk={() => split.mutate(undefined)} onCancel={close}>
      <p>{t("splitWhat")}</p>
      <Checkbox.Group className={css.bar} value={ids} onChange={setIds} options={person.ids.map((id) => ({ value: id.value, label: <bdi>{id.value}</bdi> }))} />
      {some && seen.isError && <Failed small error={seen.error} />}
      {some && seen.data && <Preview found={seen.data} />}
    </Modal>
  );
}

/** Close the dialog and go to whom the person is now. */
function useShow(close: () => void) {
  const project = useProject();
  const go = useNavigate();
  return (id: string) => {
    close();
    void go(`/p/${project.id}/people/${encodeURIComponent(id)}?tab=identity`);
  };
}
