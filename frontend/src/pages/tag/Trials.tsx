/** Two versions of a tag tried against each other: designs, made, listed and cancelled here, run by experiments. */
import { ExperimentOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Form, Input, InputNumber, Modal, Popconfirm, Select, Slider, Tag as Mark } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { EventPicker } from "@/shared/query";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "../tags/Tags.module.css";
import { type Body, tagsKey } from "../tags/useTags";

type Trial = Schemas["TrialBody"];
const MEASURES = ["people", "total", "per_person"] as const;

interface Fields {
  a: number;
  b: number;
  share: number;
  days: number;
  event: string | null;
  measure: (typeof MEASURES)[number];
  hypothesis: string;
}

export function Trials({ tag }: { tag: Body }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const key = [...tagsKey(project.id), tag.id, "trials"];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => answered(api.GET("/api/tags/{id}/trials", { params: { path: { id: tag.id } } })) as Promise<Schemas["Trials"]>,
  });
  const trials = asked.data?.items ?? [];
  const free = may("analyse") && tag.version > 1 && asked.isSuccess && trials.every((one) => one.status !== "designed");
  return (
    <Card size="small" title={t("trials.title")} extra={free && <Button size="small" icon={<ExperimentOutlined />} onClick={() => setOpen(true)}>{t("trials.new")}</Button>}>
      {asked.isPending ? <Loading rows={2} /> : asked.isError ? <Failed small error={asked.error} retry={() => void asked.refetch()} /> : (
        <div className={css.stack}>
          {trials.length === 0 && <p className={css.muted}>{t(tag.version > 1 ? "trials.none" : "trials.oneVersion")}</p>}
          {trials.map((one) => <One key={one.id} tag={tag} trial={one} />)}
        </div>
      )}
      {open && <Design tag={tag} close={() => setOpen(false)} />}
    </Card>
  );
}

function One({ tag, trial }: { tag: Body; trial: Trial }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const may = useMay();
  const format = useFormat();
  const tell = useTell();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => answered(api.DELETE("/api/tags/{id}/trials/{trial_id}", { params: { path: { id: tag.id, trial_id: trial.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: tagsKey(project.id) }),
    onError: tell.refused,
  });
  const { event, measure } = trial.metric as { event?: string | null; measure: (typeof MEASURES)[number] };
  const share = (part: number) => format.percent(part);
  return (
    <div>
      <strong>{t("trials.against", { a: trial.a, shareA: share(1 - trial.share), b: trial.b, shareB: share(trial.share) })}</strong>{" "}
      <Mark color={trial.status === "designed" ? "blue" : "default"}>{t(`trials.statuses.${trial.status}`)}</Mark>
      {trial.hypothesis && <p><bdi>{trial.hypothesis}</bdi></p>}
      <p className={css.muted}>{t("trials.judged", { metric: `${event ?? t("trials.anyEvent")} · ${t(`trials.measures.${measure}`)}`, count: trial.days })}</p>
      <p className={css.muted}>{t("madeBy", { by: trial.made_by || t("key"), at: format.at(trial.made_at) })}</p>
      {trial.status === "designed" && may("analyse") && (
        <Popconfirm title={t("trials.cancelSure")} okText={t("trials.cancel")} onConfirm={() => cancel.mutateAsync().catch(() => undefined)}>
          <Button size="small" loading={cancel.isPending}>{t("trials.cancel")}</Button>
        </Popconfirm>
      )}
    </div>
  );
}

function Design({ tag, close }: { tag: Body; close: () => void }) {
  const { t } = useTranslation("tags");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const format = useFormat();
  const tell = useTell();
  const queries = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const save = useMutation({
    mutationFn: ({ event, measure, share, ...rest }: Fields) =>
      answered(api.POST("/api/tags/{id}/trials", { params: { path: { id: tag.id } }, body: { ...rest, share: share / 100, metric: { event, measure } } as never })),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries({ queryKey: tagsKey(project.id) });
    },
    onError: tell.refusedAbout,
  });
  const versions = Array.from({ length: tag.version }, (_, n) => ({ value: n + 1, label: t("version", { version: n + 1 }) }));
  const first: Fields = { a: tag.published ?? tag.version - 1, b: tag.published === tag.version ? tag.version - 1 : tag.version, share: 50, days: 14, event: null, measure: "people", hypothesis: "" };
  return (
    <Modal open title={t("trials.new")} okText={c("save")} cancelText={c("cancel")} confirmLoading={save.isPending} onCancel={close} onOk={form.submit}>
      <p className={css.muted}>{t("trials.why")}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={first} onFinish={save.mutate}>
        <Form.Item name="hypothesis" label={t("trials.hypothesis")}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} dir="auto" />
        </Form.Item>
        <div className={css.pair}>
          <Form.Item name="a" label={t("trials.a")}><Select options={versions} /></Form.Item>
          <Form.Item name="b" label={t("trials.b")}><Select options={versions} /></Form.Item>
        </div>
        <Form.Item name="share" label={t("trials.share")}>
          <Slider min={1} max={99} tooltip={{ formatter: (value) => format.percent((value ?? 0) / 100) }} />
        </Form.Item>
        <div className={css.pair}>
          <Form.Item name="event" label={t("trials.event")}><Metric label={t("trials.event")} /></Form.Item>
          <Form.Item name="measure" label={t("trials.measure")}>
            <Select options={MEASURES.map((value) => ({ value, label: t(`trials.measures.${value}`) }))} />
          </Form.Item>
          <Form.Item name="days" label={t("trials.days")} rules={[{ required: true, message: t("trials.needDays") }]}>
            <InputNumber min={1} max={365} precision={0} style={{ width: "100%" }} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}

/** The picker as a form's field. */
function Metric({ value, onChange, label }: { value?: string | null; onChange?: (event: string | null) => void; label: string }) {
  return <EventPicker label={label} value={value ?? null} onChange={(event) => onChange?.(event)} />;
}
