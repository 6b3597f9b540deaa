/** A filter kept as a segment: live, or the people of this moment. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { askableCondition, type Condition } from "@/shared/query";
import { useTell } from "@/shared/useTell";

interface Fields {
  name: string;
  mode: "live" | "snapshot";
}

export function SaveSegment({ condition }: { condition: Condition }) {
  const { t } = useTranslation("people");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Fields>();
  const save = useMutation({
    mutationFn: (fields: Fields) => answered(api.POST("/api/segments", { body: { ...fields, description: "", condition: askableCondition(condition) as never } })),
    onSuccess: async (made) => {
      setOpen(false);
      tell.done(t("saved"));
      await queries.invalidateQueries({ queryKey: ["segments", project.id] });
      void go(`/p/${project.id}/segments/${made.id}`);
    },
    onError: tell.refused,
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>{t("saveSegment")}</Button>
      <Modal open={open} title={t("saveSegment")} okText={c("save")} cancelText={c("cancel")} confirmLoading={save.isPending} onCancel={() => setOpen(false)} onOk={form.submit} destroyOnHidden>
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ name: "", mode: "live" }} onFinish={(fields) => !save.isPending && save.mutate(fields)}>
          <Form.Item name="name" label={t("segmentName")} rules={[{ required: true, whitespace: true, message: t("needName") }]}>
            <Input maxLength={200} autoFocus dir="auto" />
          </Form.Item>
          <Form.Item name="mode">
            <Radio.Group aria-label={t("saveSegment")} options={(["live", "snapshot"] as const).map((mode) => ({ value: mode, label: t(mode) }))} style={{ display: "grid" }} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
