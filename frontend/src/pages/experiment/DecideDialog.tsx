/** What is done with the experiment: which variant stays, why, and what others should know. */
import { useMutation } from "@tanstack/react-query";
import { Checkbox, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useTell } from "@/shared/useTell";
import { armName, type Experiment, type Results, useChanged } from "../experiments/useExperiments";

interface Props {
  experiment: Experiment;
  results?: Results;
  close: () => void;
}

export function DecideDialog({ experiment, results, close }: Props) {
  const { t } = useTranslation("experiments");
  const { t: c } = useTranslation("common");
  const changed = useChanged();
  const tell = useTell();
  const [variant, setVariant] = useState(results?.verdict === "roll_out" ? results.best : "");
  const [reason, setReason] = useState("");
  const [learned, setLearned] = useState("");
  const [rollOut, setRollOut] = useState(false);
  const decide = useMutation({
    mutationFn: () =>
      answered(api.POST("/api/experiments/{id}/decide", { params: { path: { id: experiment.id } }, body: { variant, reason, learned, roll_out: rollOut && variant !== "" } })),
    onSuccess: async () => {
      close();
      await changed();
    },
    onError: tell.refusedAbout,
  });
  const choices = [...(experiment.variants ?? []).map((one) => ({ value: one.key, label: armName(experiment, one.key) })), { value: "", label: t("nothing") }];
  return (
    <Modal
      open
      title={t("decideTitle")}
      okText={t("decideSave")}
      cancelText={c("cancel")}
      okButtonProps={{ disabled: !reason.trim(), loading: decide.isPending }}
      onOk={() => decide.mutate()}
      onCancel={close}
    >
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t("choice")}>
          <Radio.Group vertical aria-label={t("choice")} value={variant} options={choices} onChange={(event) => setVariant(event.target.value as string)} />
        </Form.Item>
        <Form.Item label={t("reason")} htmlFor="decide-reason">
          <Input.TextArea id="decide-reason" value={reason} maxLength={5000} autoSize={{ minRows: 2, maxRows: 6 }} dir="auto" onChange={(event) => setReason(event.target.value)} />
        </Form.Item>
        <Form.Item label={t("learned")} htmlFor="decide-learned">
          <Input.TextArea id="decide-learned" value={learned} maxLength={5000} autoSize={{ minRows: 2, maxRows: 6 }} dir="auto" onChange={(event) => setLearned(event.target.value)} />
        </Form.Item>
        {experiment.flag && (
          <Checkbox checked={rollOut} disabled={variant === ""} onChange={(event) => setRollOut(event.target.checked)}>{t("rollOut")}</Checkbox>
        )}
      </Form>
    </Modal>
  );
}
