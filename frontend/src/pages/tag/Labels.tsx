/** Auditing by hand: look at somebody of the sample, say what is true; what the tag says is shown only afterwards. */
import { CheckCircleOutlined, CloseCircleOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, InputNumber, Progress, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "../tags/Tags.module.css";
import { type Body, tagsKey, valueText } from "../tags/useTags";

const NONE = "\u0000none";

export function Labels({ tag, close }: { tag: Body; close: () => void }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const queries = useQueryClient();
  const tell = useTell();
  const format = useFormat();
  const key = [...tagsKey(project.id), tag.id, "labels"];
  const path = { params: { path: { id: tag.id } } };
  const [some, setSome] = useState(20);
  const asked = useQuery({ queryKey: key, queryFn: () => answered(api.GET("/api/tags/{id}/labels", path)) as Promise<Schemas["Labels"]> });
  const known = async (labels: Schemas["Labels"]) => {
    queries.setQueryData(key, labels);
    await queries.invalidateQueries({ queryKey: [...tagsKey(project.id), tag.id, "quality"] });
  };
  const draw = useMutation({
    mutationFn: () => answered(api.POST("/api/tags/{id}/labels", { ...path, body: { per_value: some } as never })) as Promise<Schemas["Labels"]>,
    onSuccess: known,
    onError: tell.refusedAbout,
  });
  const sample = asked.data?.items ?? [];
  const done = sample.filter((one) => one.labelled_at !== null).length;
  const drawing = (
    <div className={css.actions}>
      <InputNumber aria-label={t("perValue")} min={1} max={200} value={some} onChange={(next) => setSome(next ?? 20)} suffix={t("perValue")} style={{ width: 200 }} />
      <Button type={sample.length ? "default" : "primary"} loading={draw.isPending} onClick={() => draw.mutate()}>{t(sample.length ? "drawMore" : "draw")}</Button>
    </div>
  );
  return (
    <Drawer open size={640} title={t("auditOf", { name: tag.name, base: tag.run ? format.day(tag.run.base) : "" })} onClose={close}>
      {asked.isPending && <Loading />}
      {asked.isError && <Failed small error={asked.error} retry={() => void asked.refetch()} />}
      {asked.isSuccess && sample.length === 0 && <Empty small title={t("noSample")} action={drawing}>{t("noSampleWhy")}</Empty>}
      {sample.length > 0 && (
        <div className={css.stack}>
          {drawing}
          <Progress percent={Math.round((100 * done) / sample.length)} format={() => `${done} / ${sample.length}`} />
          <div>{sample.map((one) => <Person key={one.person} tag={tag} one={one} known={known} />)}</div>
        </div>
      )}
    </Drawer>
  );
}

function Person({ tag, one, known }: { tag: Body; one: Schemas["LabelBody"]; known: (labels: Schemas["Labels"]) => Promise<void> }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const tell = useTell();
  const values = tag.run?.shares.slice(0, 24).map((share) => share.value as unknown) ?? [];
  const text = (value: unknown) => (value === null ? NONE : JSON.stringify(value));
  const say = useMutation({
    mutationFn: (label: unknown) =>
      answered(api.PUT("/api/tags/{id}/labels/{person}", { params: { path: { id: tag.id, person: one.person } }, body: { label } as never })) as Promise<Schemas["Labels"]>,
    onSuccess: known,
    onError: tell.refusedAbout,
  });
  const labelled = one.labelled_at !== null;
  const right = labelled && text(one.label) === text(one.said);
  return (
    <div className={css.person}>
      <Link to={`/p/${project.id}/people/${one.person}`} target="_blank">{one.person}</Link>
      <span className={css.actions}>
        {labelled && (
          <span className={css.muted}>
            {right ? <CheckCircleOutlined aria-label={t("right")} style={{ color: "var(--uems-color-success)" }} /> : <CloseCircleOutlined aria-label={t("wrong")} style={{ color: "var(--uems-color-error)" }} />}{" "}
            {t("tagSays", { value: one.said === null ? t("noValue") : valueText(one.said) })}
          </span>
        )}
        <Select
          size="small"
          style={{ minWidth: 140 }}
          aria-label={t("truth")}
          placeholder={t("truth")}
          loading={say.isPending}
          value={labelled ? text(one.label) : undefined}
          options={[...values.map((value) => ({ value: text(value), label: valueText(value) })), { value: NONE, label: t("noValue") }]}
          onChange={(next: string) => say.mutate(next === NONE ? null : (JSON.parse(next) as unknown))}
        />
      </span>
    </div>
  );
}
