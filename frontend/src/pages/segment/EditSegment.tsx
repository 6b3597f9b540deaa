/** Another name, description or condition of a segment; who would be in it is counted while one edits. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Drawer, Form, Input, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { askableCondition, type Condition, ConditionBuilder } from "@/shared/query";
import { useDebounced } from "@/shared/query/useDebounced";
import { told } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { useFormat } from "@/shared/useFormat";
import { segmentsKey } from "../segments/Segments";

interface Fields {
  name: string;
  description: string;
}

export function EditSegment({ segment, close }: { segment: Schemas["SegmentBody"]; close: () => void }) {
  const { t } = useTranslation("segments");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const queries = useQueryClient();
  const tell = useTell();
  const [form] = Form.useForm<Fields>();
  const [condition, setCondition] = useState((segment.condition ?? undefined) as Condition | undefined);
  const save = useMutation({
    mutationFn: (fields: Fields) =>
      answered(api.PATCH("/api/segments/{id}", { params: { path: { id: segment.id } }, body: { ...fields, condition: (askableCondition(condition) as never) ?? null } })),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries({ queryKey: segmentsKey(project.id) });
    },
    onError: tell.refusedAbout,
  });
  const send = (fields: Fields) => {
    if (segment.condition && !askableCondition(condition)) tell.failed(t("needCondition"));
    else if (!save.isPending) save.mutate(fields);
  };
  const footer = (
    <div style={{ display: "flex", gap: 8, justifyContent: "flex-end", alignItems: "center" }}>
      {condition && <Count condition={condition} />}
      <Button onClick={close}>{c("cancel")}</Button>
      <Button type="primary" loading={save.isPending} onClick={form.submit}>{c("save")}</Button>
    </div>
  );
  return (
    <Drawer open size={640} title={t("edit")} onClose={close} footer={footer} mask={{ closable: false }}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ name: segment.name, description: segment.description }} onFinish={send}>
        <Form.Item name="name" label={t("name")} rules={[{ required: true, whitespace: true, message: t("needName") }]}>
          <Input maxLength={200} dir="auto" />
        </Form.Item>
        <Form.Item name="description" label={t("description")}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 1, maxRows: 4 }} dir="auto" />
        </Form.Item>
      </Form>
      {segment.condition && <ConditionBuilder value={condition} onChange={setCondition} label={t("who")} />}
    </Drawer>
  );
}

/** How many the condition means now, while it is being written. */
function Count({ condition }: { condition: Condition }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const asked = useDebounced(askableCondition(condition), 250);
  const found = useQuery({
    queryKey: ["preview", asked],
    enabled: asked !== undefined,
    queryFn: ({ signal }) => answered(api.POST("/api/segments/preview", { body: { condition: asked as never }, signal })),
  });
  const text = found.isError ? told(found.error, "", "").sentence : found.data ? t("meant", { count: found.data.people, shown: format.number(found.data.people) }) : "…";
  return <span aria-live="polite" style={{ flex: 1, color: "var(--secondary)" }}>{text}</span>;
}
