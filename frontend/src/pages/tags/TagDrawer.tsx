/** The factory: what a tag is called, which kind it is, and what that kind asks for; also for changing one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { AutoComplete, Button, Drawer, Form, Input, Select, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api, ApiError } from "@/api/client";
import { useProject } from "@/session/useProject";
import { initial, problems, type Schema, SchemaForm } from "@/shared/SchemaForm";
import { Failed, Loading } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { drawn } from "./fields";
import css from "./Tags.module.css";
import { type Body, type Kind, tagsKey, useKinds, useTags } from "./useTags";

interface Words {
  name: string;
  id?: string;
  description: string;
  owner: string;
  folder: string;
  automated: boolean;
}

interface Props {
  /** Left out: a new one. */
  tag?: Body;
  close: () => void;
}

export function TagDrawer({ tag, close }: Props) {
  const { t } = useTranslation("tags");
  const kinds = useKinds();
  if (kinds.isPending || kinds.isError)
    return (
      <Drawer open size={720} title={t(tag ? "edit" : "new")} onClose={close}>
        {kinds.isError ? <Failed error={kinds.error} retry={() => void kinds.refetch()} /> : <Loading />}
      </Drawer>
    );
  return <Known tag={tag} close={close} kinds={kinds.data} />;
}

function Known({ tag, close, kinds }: Props & { kinds: Kind[] }) {
  const { t } = useTranslation("tags");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const folders = [...new Set((useTags().data ?? []).map((one) => one.folder).filter(Boolean))];
  const [form] = Form.useForm<Words>();
  const [name, setName] = useState(tag?.kind ?? "rule");
  const kind = kinds.find((one) => one.name === name) ?? kinds[0]!;
  const schema = kind.settings as unknown as Schema;
  const [settings, setSettings] = useState<Record<string, unknown>>(() => tag?.settings ?? beginning(schema));
  const [strict, setStrict] = useState(false);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const save = useMutation({
    mutationFn: (words: Words) => {
      const body = { ...words, id: words.id || undefined, kind: kind.name, settings } as never;
      return (
        tag ? answered(api.PATCH("/api/tags/{id}", { params: { path: { id: tag.id } }, body })) : answered(api.POST("/api/tags", { body }))
      ) as Promise<Body>;
    },
    onSuccess: async (made) => {
      close();
      await queries.invalidateQueries({ queryKey: tagsKey(project.id) });
      if (!tag) await go(`/p/${project.id}/tags/${made.id}`);
    },
    onError: (error) => {
      const at = error instanceof ApiError ? pathOf(error.about) : "";
      if (at in settings || at.includes(".")) setRefused({ [at]: (error as ApiError).sentence });
      tell.refusedAbout(error);
    },
  });
  const send = (words: Words) => {
    setStrict(true);
    if (!save.isPending && Object.keys(problems(schema, settings)).length === 0) save.mutate(words);
  };
  const footer = (
    <div className={css.footer}>
      <Button onClick={close}>{c("cancel")}</Button>
      <Button type="primary" loading={save.isPending} onClick={form.submit}>{c("save")}</Button>
    </div>
  );
  return (
    <Drawer open size={720} title={t(tag ? "edit" : "new")} onClose={close} footer={footer} mask={{ closable: false }}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={tag ?? { name: "", description: "", owner: "", folder: "", automated: kind.automated }}
        onFinish={send}
      >
        <Form.Item name="name" label={t("name")} rules={[{ required: true, whitespace: true, message: t("needName") }]}>
          <Input maxLength={200} dir="auto" autoFocus={!tag} />
        </Form.Item>
        <div className={css.pair}>
          {!tag && (
            <Form.Item name="id" label={t("id")} extra={t("idWhy")} rules={[{ pattern: /^[a-z][a-z0-9_]{0,63}$/, message: t("idForm") }]}>
              <Input maxLength={64} dir="ltr" placeholder="value_tier" />
            </Form.Item>
          )}
          <Form.Item name="folder" label={t("folder")} extra={t("folderWhy")}>
            <AutoComplete options={folders.map((value) => ({ value }))} />
          </Form.Item>
          {tag && <Form.Item name="owner" label={t("owner")}><Input maxLength={200} dir="auto" /></Form.Item>}
        </div>
        <Form.Item name="description" label={t("description")}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 1, maxRows: 4 }} dir="auto" />
        </Form.Item>
        <Form.Item name="automated" label={t("automated")} extra={t("automatedWhy")} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
      <div className={css.kind}>
        <span id="tag-kind">{t("kind")}</span>
        <Select
          aria-labelledby="tag-kind"
          value={kind.name}
          options={kinds.map((one) => ({ value: one.name, label: one.title, title: one.about }))}
          onChange={(next: string) => {
            const chosen = kinds.find((one) => one.name === next)!;
            setName(next);
            setSettings(beginning(chosen.settings as unknown as Schema));
            form.setFieldValue("automated", chosen.automated);
            setStrict(false);
            setRefused({});
          }}
        />
        <small>{kind.about}</small>
      </div>
      <SchemaForm
        key={kind.name}
        schema={schema}
        value={settings}
        strict={strict}
        refused={refused}
        drawn={drawn}
        onChange={(next) => {
          setRefused({});
          setSettings(next);
        }}
      />
    </Drawer>
  );
}

/** What the form of a kind begins with: its defaults, and one empty item where one is needed. */
function beginning(schema: Schema): Record<string, unknown> {
  const found = initial(schema) as Record<string, unknown>;
  for (const [name, field] of Object.entries(schema.properties ?? {})) if ((field.minItems ?? 0) > 0) found[name] = [{}];
  return found;
}

/** `values[0].condition` as the form writes it: `values.0.condition`. */
const pathOf = (about: string): string => about.replaceAll(/\[(\d+)\]/g, ".$1");
