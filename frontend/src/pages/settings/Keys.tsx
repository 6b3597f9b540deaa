/** The project's API keys: what each may do, when it was used last; a secret key is shown whole only once. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Popconfirm, Radio, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { queries } from "@/api/queries";
import { useMay, useProject } from "@/session/useProject";
import { CopyText } from "@/shared/CopyText";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "./Settings.module.css";

type Key = Schemas["KeyBody"];

export function Keys() {
  const { t } = useTranslation("settings");
  const { id } = useProject();
  const may = useMay();
  const [making, setMaking] = useState(false);
  const keys = useQuery({ queryKey: ["keys", id], queryFn: () => answered(api.GET("/api/keys")), staleTime: 0 });
  return (
    <section className={css.panel}>
      <div className={css.head}>
        <div>
          <h2>{t("section.keys")}</h2>
          <p>{t("keys.why")}</p>
        </div>
        {may("manage") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t("keys.new")}</Button>}
      </div>
      {keys.error ? <Failed small error={keys.error} retry={() => void keys.refetch()} /> : keys.data ? <KeyTable keys={keys.data.items} /> : <Loading rows={3} />}
      {making && <NewKey close={() => setMaking(false)} />}
    </section>
  );
}

const again = (project: string) => queries.invalidateQueries({ queryKey: ["keys", project] });

function KeyTable({ keys }: { keys: Key[] }) {
  const { t } = useTranslation("settings");
  const { id } = useProject();
  const may = useMay();
  const format = useFormat();
  const tell = useTell();
  const remove = useMutation({
    mutationFn: (key: string) => answered(api.DELETE("/api/keys/{id}", { params: { path: { id: key } } })),
    onSuccess: () => void again(id),
    onError: tell.refused,
  });
  return (
    <div className={css.scroll} role="region" tabIndex={0} aria-label={t("section.keys")}>
      <Table<Key>
        size="middle"
        rowKey="id"
        pagination={false}
        dataSource={keys}
        columns={[
          { title: t("keys.name"), render: (_, one) => <><bdi>{one.name || t(`keys.${one.kind}`)}</bdi><div className={css.dim}>{t(`keys.${one.kind}Why`)}</div></> },
          { title: t("keys.key"), render: (_, one) => (one.key ? <CopyText text={one.key} shown={`${one.beginning}…`} /> : <span className={css.key}>{one.beginning}…</span>) },
          { title: t("keys.created"), width: 110, render: (_, one) => format.day(one.created_at) },
          { title: t("keys.used"), width: 110, render: (_, one) => (one.last_used_at ? format.ago(one.last_used_at) : <span className={css.dim}>{t("keys.never")}</span>) },
          {
            title: "",
            width: 84,
            align: "right",
            render: (_, one) =>
              may("manage") && (
                <Popconfirm title={t("keys.sure")} description={t("keys.sureWhy")} okText={t("keys.remove")} okButtonProps={{ danger: true }} onConfirm={() => remove.mutateAsync(one.id).catch(() => undefined)}>
                  <Button type="text" size="small" danger>{t("keys.remove")}</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </div>
  );
}

function NewKey({ close }: { close: () => void }) {
  const { t } = useTranslation(["settings", "common"]);
  const { id } = useProject();
  const tell = useTell();
  const [form] = Form.useForm<Schemas["NewKeyBody"]>();
  const make = useMutation({
    mutationFn: (body: Schemas["NewKeyBody"]) => answered(api.POST("/api/keys", { body })),
    onSuccess: () => void again(id),
    onError: tell.refused,
  });
  const made = make.data;
  return (
    <Modal open title={made ? t("keys.made") : t("keys.new")} onCancel={close} onOk={made ? close : form.submit} okText={made ? t("keys.kept") : t("keys.make")} confirmLoading={make.isPending} cancelButtonProps={made ? { style: { display: "none" } } : undefined} mask={{ closable: !made }}>
      {made ? (
        <>
          {made.kind === "secret" && <Alert type="warning" showIcon title={t("keys.once")} />}
          <p className={css.secret}><CopyText text={made.key ?? ""} /></p>
        </>
      ) : (
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: "write", name: "" }} onFinish={(given) => !make.isPending && make.mutate(given)}>
          <Form.Item name="kind" label={t("keys.kind")}>
            <Radio.Group options={(["write", "secret"] as const).map((kind) => ({ value: kind, label: <>{t(`keys.${kind}`)}<div className={css.dim}>{t(`keys.${kind}Why`)}</div></> }))} />
          </Form.Item>
          <Form.Item name="name" label={t("keys.name")}><Input maxLength={100} placeholder={t("keys.example")} autoFocus /></Form.Item>
        </Form>
      )}
    </Modal>
  );
}
