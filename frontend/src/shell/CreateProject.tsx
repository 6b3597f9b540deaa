/** A new project: its name, its day and its money. */
import { Alert, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { queries, SESSION } from "@/api/queries";
import { told } from "@/shared/states";
import { createProject } from "./projects";
import { CurrencyField, TimezoneField } from "./ProjectFields";

interface Given {
  name: string;
  timezone: string;
  currency: string;
}

export function CreateProject({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation(["shell", "states"]);
  const navigate = useNavigate();
  const [form] = Form.useForm<Given>();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>();

  async function make(given: Given) {
    if (busy) return;
    setBusy(true);
    setRefused(undefined);
    try {
      const made = await createProject(given);
      await queries.refetchQueries({ queryKey: SESSION });
      close();
      await navigate(`/p/${made.id}/start`);
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Modal open={open} onCancel={close} title={t("project.new")} okText={t("project.make")} confirmLoading={busy} onOk={form.submit} afterClose={() => setRefused(undefined)} width={440} destroyOnHidden>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void make(given)} initialValues={{ timezone: zone, currency: zone === "Asia/Shanghai" ? "CNY" : "USD" }}>
        {refused !== undefined && <Alert type="error" showIcon title={told(refused, t("states:unreachable"), t("states:unknown")).sentence} style={{ marginBottom: 12 }} />}
        <Form.Item name="name" label={t("project.name")} rules={[{ required: true, whitespace: true, message: t("project.needName") }]}>
          <Input autoFocus maxLength={100} placeholder={t("project.example")} />
        </Form.Item>
        <TimezoneField />
        <CurrencyField />
      </Form>
    </Modal>
  );
}
