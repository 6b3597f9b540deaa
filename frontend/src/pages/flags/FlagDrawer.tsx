/** One flag: what it is, for whom it is on, and who changed it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form, Input, Popconfirm, Radio, Select, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { currentLanguage } from "@/shell/language";
import { useTell } from "@/shared/useTell";
import css from "./Flags.module.css";
import { arm, bodyOf, changesOf, type Draft, draftOf, equally, type Flag, flagsKey, sound } from "./flag";
import { History } from "./History";
import { JsonField } from "./JsonField";
import { More } from "./More";
import { Rules } from "./Rules";
import { Variants } from "./Variants";

const ORIGINS: { value: Draft["origin"]; label: string }[] = [
  { value: "posthog", label: "PostHog" },
  { value: "growthbook", label: "GrowthBook" },
  { value: "unleash", label: "Unleash" },
];

interface Props {
  /** Left out: a new one. */
  flag?: Flag;
  /** All there are, for it may depend on some. */
  others: Flag[];
  close: () => void;
}

export function FlagDrawer({ flag: given, others, close }: Props) {
  const { t } = useTranslation("flags");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const may = useMay();
  const queries = useQueryClient();
  const tell = useTell();
  // As it was opened: what somebody else changes meanwhile is no change of this draft.
  const [flag] = useState(given);
  const [draft, setDraft] = useState(() => draftOf(flag));
  const again = () => queries.invalidateQueries({ queryKey: flagsKey(project.id) });
  const done = async () => {
    close();
    await again();
  };
  const save = useMutation({
    mutationFn: () => {
      return flag
        ? answered(api.PATCH("/api/flags/{key}", { params: { path: { key: flag.key } }, body: changesOf(draft, flag) as never }))
        : answered(api.POST("/api/flags", { body: bodyOf(draft) as never }));
    },
    onSuccess: done,
    onError: (error) => {
      tell.refusedAbout(error);
      void again();
    },
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/flags/{key}", { params: { path: { key: draft.key } } })),
    onSuccess: done,
    onError: tell.refusedAbout,
  });
  const footer = may("operate") && (
    <div className={css.footer}>
      {flag && (
        <Popconfirm title={t("removeSure")} okText={t("remove")} cancelText={c("cancel")} onConfirm={() => remove.mutate()}>
          <Button danger type="text" loading={remove.isPending}>{t("remove")}</Button>
        </Popconfirm>
      )}
      <Button onClick={close}>{c("cancel")}</Button>
      <Button type="primary" disabled={!sound(draft)} loading={save.isPending} onClick={() => save.mutate()}>{c("save")}</Button>
    </div>
  );
  const put = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const editor = <Editor draft={draft} flag={flag} others={others.filter((one) => one.key !== flag?.key)} put={put} />;
  return (
    <Drawer open size={760} title={flag ? <bdi>{flag.key}</bdi> : t("new")} onClose={close} footer={footer || undefined} mask={{ closable: false }}>
      {flag ? (
        <Tabs
          items={[
            { key: "flag", label: t("flag"), children: editor },
            { key: "history", label: t("history"), children: <History flag={flag.key} /> },
          ]}
        />
      ) : (
        editor
      )}
    </Drawer>
  );
}

interface EditorProps {
  draft: Draft;
  flag?: Flag;
  others: Flag[];
  put: (change: Partial<Draft>) => void;
}

function Editor({ draft, flag, others, put }: EditorProps) {
  const { t } = useTranslation("flags");
  const arms = draft.kind === "multivariate";
  const choose = (kind: Draft["kind"]) =>
    put({ kind, variants: kind === "multivariate" && draft.variants.length === 0 ? equally(["control", "test"].map(arm)) : draft.variants });
  return (
    <Form layout="vertical" requiredMark={false} component="div">
      {flag?.stale && <Alert className={css.stale} type="warning" showIcon title={t("stale")} description={t(`staleWhy.${flag.stale}`)} />}
      <div className={css.pair}>
        <Form.Item label={t("key")} htmlFor="flag-key" extra={flag === undefined ? t("keyWhy") : undefined}>
          <Input id="flag-key" value={draft.key} disabled={flag !== undefined} maxLength={200} dir="ltr" placeholder="new-home" onChange={(event) => put({ key: event.target.value })} />
        </Form.Item>
        <Form.Item label={t("name")} htmlFor="flag-name">
          <Input id="flag-name" value={draft.name} maxLength={200} dir="auto" onChange={(event) => put({ name: event.target.value })} />
        </Form.Item>
      </div>
      <Form.Item label={t("description")} htmlFor="flag-description">
        <Input.TextArea id="flag-description" value={draft.description} maxLength={2000} autoSize={{ minRows: 1, maxRows: 4 }} dir="auto" onChange={(event) => put({ description: event.target.value })} />
      </Form.Item>
      <div className={css.pair}>
        <Form.Item label={t("kind")}>
          <Radio.Group
            aria-label={t("kind")}
            optionType="button"
            value={draft.kind}
            onChange={(event) => choose(event.target.value as Draft["kind"])}
            options={(["boolean", "multivariate"] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t("origin")} extra={t("originWhy")}>
          <Select aria-label={t("origin")} value={draft.origin} onChange={(origin) => put({ origin })} options={ORIGINS} />
        </Form.Item>
      </div>
      <div className={css.stack}>
        {arms && <Variants variants={draft.variants} onChange={(variants) => put({ variants })} />}
        <Rules rules={draft.rules} variants={arms ? draft.variants : []} onChange={(rules) => put({ rules })} />
        {flag && flag.limits.length > 0 && <Limits limits={flag.limits} />}
        <JsonField label={t("payload")} value={draft.payload} placeholder={'{"x": 1}'} onChange={(payload) => put({ payload })} />
        <More draft={draft} others={others} put={put} />
      </div>
    </Form>
  );
}

/** What clients that decide by themselves cannot follow. */
function Limits({ limits }: { limits: Flag["limits"] }) {
  const { t } = useTranslation("flags");
  const language = currentLanguage();
  return (
    <section className={css.limits} aria-label={t("limits")}>
      <strong>{t("limits")}</strong>
      <dl>
        {ORIGINS.map(({ value, label }) => {
          const told = limits.filter((one) => one.dialect === value);
          return told.length === 0 ? null : (
            <div key={value}>
              <dt>{label}</dt>
              {told.map((one) => <dd key={one.en}>{language === "zh" ? one.zh : one.en}</dd>)}
            </div>
          );
        })}
      </dl>
    </section>
  );
}
