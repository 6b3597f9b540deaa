/** What is known of a person: their properties, which may be searched, changed, added and taken away. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Form, Input, Modal, Space, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Empty } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { nameOf, type Person, personKey } from "@/shared/person";
import css from "./Profile.module.css";

interface Edit {
  name: string;
  value: string;
}

/** 12, true, null, [1], {"a":1} are what they look like; everything else is a text, also "0123". */
export function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What `read` reads back as the same value. */
export function written(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return typeof read(value) === "string" ? value : JSON.stringify(value);
}

export function Properties({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const may = useMay();
  const [search, setSearch] = useState("");
  const [edit, setEdit] = useState<Edit | "new" | null>(null);
  const change = useChange(person, () => setEdit(null));
  const wanted = search.trim().toLowerCase();
  const all = Object.entries(person.properties).sort(([a], [b]) => a.localeCompare(b));
  const shown = all.filter(([name, value]) => `${name} ${written(value)}`.toLowerCase().includes(wanted));
  const add = may("people") && (
    <Button size="small" icon={<PlusOutlined />} onClick={() => setEdit("new")}>
      {t("add")}
    </Button>
  );
  return (
    <Card size="small" title={t("properties")} extra={all.length > 0 && add}>
      {all.length > 8 && (
        <Input.Search className={css.find} allowClear value={search} onChange={(e) => setSearch(e.target.value)} placeholder={t("searchProperties")} aria-label={t("searchProperties")} />
      )}
      {all.length === 0 && <Empty small title={t("noProperties")} action={add}>{t("noPropertiesWhy")}</Empty>}
      <ul className={css.list}>
        {shown.map(([name, value]) => (
          <li key={name} className={css.row}>
            <bdi>{name}</bdi>
            <bdi>{typeof value === "string" ? value : JSON.stringify(value, null, 1)}</bdi>
            {may("people") && (
              <Space.Compact className={css.quiet} size="small">
                <Tooltip title={t("change")}>
                  <Button type="text" size="small" icon={<EditOutlined />} aria-label={`${t("change")} ${name}`} onClick={() => setEdit({ name, value: written(value) })} />
                </Tooltip>
                <Tooltip title={t("remove")}>
                  <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${t("remove")} ${name}`} loading={change.isPending && change.variables?.[name] === null} onClick={() => change.mutate({ [name]: null })} />
                </Tooltip>
              </Space.Compact>
            )}
          </li>
        ))}
      </ul>
      {edit && <Editor person={person} edit={edit === "new" ? undefined : edit} close={() => setEdit(null)} save={(one) => change.mutate({ [one.name]: read(one.value) })} saving={change.isPending} />}
    </Card>
  );
}

function useChange(person: Person, done: () => void) {
  const { t } = useTranslation("profile");
  const project = useProject();
  const queries = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: (properties: Record<string, unknown>) => answered(api.PATCH("/api/persons/{id}", { params: { path: { id: person.id } }, body: { properties } })),
    onSuccess: async () => {
      done();
      tell.done(t("changed"));
      await queries.invalidateQueries({ queryKey: personKey(project.id, person.id).slice(0, 2) });
    },
    onError: tell.refusedAbout,
  });
}

function Editor({ person, edit, close, save, saving }: { person: Person; edit?: Edit; close: () => void; save: (edit: Edit) => void; saving: boolean }) {
  const { t } = useTranslation("profile");
  const { t: c } = useTranslation("common");
  const [form] = Form.useForm<Edit>();
  return (
    <Modal open title={t(edit ? "changeOf" : "addTo", { name: nameOf(person) })} okText={c("save")} cancelText={c("cancel")} onCancel={close} onOk={form.submit} confirmLoading={saving} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={edit ?? { name: "", value: "" }} onFinish={save} requiredMark={false}>
        <Form.Item name="name" label={t("name")} rules={[{ required: true, whitespace: true, message: t("nameNeeded") }]}>
          <Input disabled={!!edit} maxLength={200} autoFocus={!edit} dir="auto" />
        </Form.Item>
        <Form.Item name="value" label={t("value")} extra={t("valueHelp")}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} autoFocus={!!edit} dir="auto" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
