/** What a person said of each purpose, a file of everything kept of them, and taking them out for good. */
import { DeleteOutlined, DownloadOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Input, Modal, Segmented, Space, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { fileName, save } from "@/chart/export";
import { useMay, useProject } from "@/session/useProject";
import { nameOf, type Person } from "@/shared/person";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "./Profile.module.css";

type Consent = Schemas["ConsentBody"];
const STATES = ["granted", "denied", "revoked"] as const;
const consentsKey = (project: string, id: string) => ["person", project, id, "consents"] as const;

export function Privacy({ person }: { person: Person }) {
  return (
    <>
      <Consents person={person} />
      <Rights person={person} />
    </>
  );
}

function Consents({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const project = useProject();
  const purposes = useQuery({ queryKey: ["purposes", project.id], queryFn: () => answered(api.GET("/api/consents/purposes")) });
  const asked = useQuery({
    queryKey: consentsKey(project.id, person.id),
    queryFn: () => answered(api.GET("/api/persons/{id}/consents", { params: { path: { id: person.id } } })),
  });
  const name = (id: string) => purposes.data?.items.find((one) => one.id === id)?.name ?? id;
  return (
    <Card size="small" title={t("consents")}>
      {asked.isError ? (
        <Failed small error={asked.error} retry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <Loading rows={3} />
      ) : (
        <ul className={css.list}>
          {asked.data.items.map((one) => <Said key={`${one.purpose} ${one.channel ?? ""}`} person={person} said={one} name={name(one.purpose)} />)}
        </ul>
      )}
    </Card>
  );
}

function Said({ person, said, name }: { person: Person; said: Consent; name: string }) {
  const { t } = useTranslation("profile");
  const project = useProject();
  const may = useMay();
  const format = useFormat();
  const queries = useQueryClient();
  const tell = useTell();
  const say = useMutation({
    mutationFn: (state: (typeof STATES)[number]) =>
      answered(
        api.PUT("/api/persons/{id}/consents", {
          params: { path: { id: person.ids[0]?.value ?? person.id } },
          body: { items: [{ purpose: said.purpose, channel: said.channel, state, source: "console" }] },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["person", project.id] }),
    onError: tell.refusedAbout,
  });
  const about = said.at ? [format.at(said.at), said.source, said.by].filter(Boolean).join(" · ") : t("unsaid");
  return (
    <li className={css.consent} data-channel={said.channel !== null}>
      <div>
        <bdi>{said.channel ?? name}</bdi>
        <small>{about}</small>
      </div>
      <Segmented
        size="small"
        aria-label={[name, said.channel].filter(Boolean).join(" · ")}
        disabled={!may("people") || say.isPending}
        value={said.state ?? ""}
        onChange={(state) => say.mutate(state as (typeof STATES)[number])}
        options={STATES.map((state) => ({ value: state, label: t(`consentState.${state}`) }))}
      />
    </li>
  );
}

function Rights({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const may = useMay();
  const tell = useTell();
  const [erasing, setErasing] = useState(false);
  const file = useMutation({
    mutationFn: async () => {
      const asked = api.GET("/api/persons/{id}/export", { params: { path: { id: person.id } }, parseAs: "blob" });
      save((await answered(asked)) as unknown as Blob, fileName(person.id, "json"));
    },
    onError: tell.refused,
  });
  const mayExport = may("export") && may("see_personal");
  return (
    <Card size="small" title={t("rights")}>
      <p className={css.told}>{t("rightsWhy")}</p>
      <Space wrap>
        <Tooltip title={mayExport ? undefined : t("exportNeeds")}>
          <Button size="small" icon={<DownloadOutlined />} disabled={!mayExport} loading={file.isPending} onClick={() => file.mutate()}>{t("exportPerson")}</Button>
        </Tooltip>
        {may("people") && <Button size="small" danger icon={<DeleteOutlined />} onClick={() => setErasing(true)}>{t("erase")}</Button>}
      </Space>
      {erasing && <EraseDialog person={person} close={() => setErasing(false)} />}
    </Card>
  );
}

/** Erasing cannot be undone: the person's id is typed first, and the receipt is shown when everything is gone. */
function EraseDialog({ person, close }: { person: Person; close: () => void }) {
  const { t } = useTranslation("profile");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const format = useFormat();
  const [typed, setTyped] = useState("");
  const id = person.ids[0]?.value ?? person.id;
  const erase = useMutation({
    mutationFn: () => answered(api.DELETE("/api/persons/{id}", { params: { path: { id } } })),
    onError: tell.refusedAbout,
  });
  const erasure = erase.data?.id;
  const receipt = useQuery({
    queryKey: ["erasure", project.id, erasure],
    enabled: !!erasure,
    refetchInterval: (query) => (query.state.data?.state === "done" ? false : 1000),
    queryFn: () => answered(api.GET("/api/erasures/{id}", { params: { path: { id: erasure! } } })),
  });
  const done = receipt.data?.state === "done";
  const leave = async () => {
    close();
    await go(`/p/${project.id}/people`);
    await queries.invalidateQueries();
  };
  return (
    <Modal
      open
      title={t("eraseOf", { name: nameOf(person) })}
      closable={!erasure}
      mask={{ closable: false }}
      footer={
        erasure
          ? [<Button key="leave" type="primary" onClick={() => void leave()}>{t("eraseLeave")}</Button>]
          : [
              <Button key="no" onClick={close}>{c("cancel")}</Button>,
              <Button key="yes" danger type="primary" disabled={typed.trim() !== id} loading={erase.isPending} onClick={() => erase.mutate()}>{t("erase")}</Button>,
            ]
      }
      onCancel={close}
    >
      {!erasure && (
        <>
          <Alert type="warning" showIcon title={t("eraseWhat")} />
          <p>{t("eraseType", { id })}</p>
          <Input value={typed} onChange={(e) => setTyped(e.target.value)} aria-label={t("eraseType", { id })} autoFocus />
        </>
      )}
      {erasure && (
        <>
          <Alert type={done ? "success" : "info"} showIcon title={done ? t("erased") : t("erasing")} />
          <p className={css.told}>{t("receipt", { id: erasure })}</p>
          <ul className={css.list}>
            {Object.entries(receipt.data?.went ?? {})
              .filter(([, count]) => count > 0)
              .map(([place, count]) => <li key={place} className={css.row}><bdi>{place}</bdi><span>{format.number(count)}</span></li>)}
          </ul>
        </>
      )}
    </Modal>
  );
}
