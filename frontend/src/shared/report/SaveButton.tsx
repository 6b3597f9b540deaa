/** Keeps a report under a name, keeps its changes, or gives it another name. */
import { DownOutlined, SaveOutlined } from "@ant-design/icons";
import { Button, Dropdown, Form, Input, Modal, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTell } from "@/shared/useTell";
import type { Kind } from "./kinds";
import { type Report, useKeeping } from "./saved";

interface Props {
  kind: Kind;
  body: object | undefined;
  /** How the page shows it: kept with the question. */
  view?: object;
  report: Report | undefined;
  edited: boolean;
  title: string;
}

type Naming = { as: "new" | "rename"; once: string };

export function SaveButton({ kind, body, view, report, edited, title }: Props) {
  const { t } = useTranslation("report");
  const tell = useTell();
  const { create, change } = useKeeping(kind);
  const [naming, setNaming] = useState<Naming>();
  const done = {
    onSuccess: () => {
      setNaming(undefined);
      tell.done(t("saved"));
    },
    onError: tell.refusedAbout,
  };
  const named = (name: string) => {
    if (naming?.as === "rename" && report) change.mutate({ id: report.id, name }, done);
    else if (naming && body) create.mutate({ name, query: body, view, once: naming.once }, done);
  };
  const ask = (as: Naming["as"]) => setNaming({ as, once: crypto.randomUUID?.() ?? `${Date.now()}${Math.random()}` });
  const busy = create.isPending || change.isPending;
  const saveNew = (
    <Button type="primary" icon={<SaveOutlined />} disabled={!body} loading={busy} onClick={() => ask("new")}>
      {t("save")}
    </Button>
  );
  const items = [
    { key: "new", label: t("saveAs"), disabled: !body, onClick: () => ask("new") },
    { key: "rename", label: t("rename"), onClick: () => ask("rename") },
  ];
  return (
    <>
      {report ? (
        <Space.Compact>
          <Button
            type="primary"
            icon={<SaveOutlined />}
            disabled={!body || !edited}
            loading={busy}
            onClick={() => change.mutate({ id: report.id, query: body, view }, done)}
          >
            {t("save")}
          </Button>
          <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
            <Button type="primary" icon={<DownOutlined />} aria-label={t("moreSaving")} />
          </Dropdown>
        </Space.Compact>
      ) : (
        saveNew
      )}
      <NameDialog
        key={naming?.once}
        open={naming !== undefined}
        title={naming?.as === "rename" ? t("rename") : t("saveReport")}
        initial={naming?.as === "rename" ? (report?.name ?? "") : report ? t("copyOf", { name: report.name }) : title}
        busy={busy}
        onName={named}
        onClose={() => setNaming(undefined)}
      />
    </>
  );
}

interface DialogProps {
  open: boolean;
  title: string;
  initial: string;
  busy: boolean;
  onName: (name: string) => void;
  onClose: () => void;
}

function NameDialog({ open, title, initial, busy, onName, onClose }: DialogProps) {
  const { t } = useTranslation("report");
  const [form] = Form.useForm<{ name: string }>();
  return (
    <Modal open={open} title={title} onCancel={onClose} okText={t("save")} confirmLoading={busy} onOk={() => form.submit()} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={{ name: initial }} onFinish={({ name }) => !busy && onName(name.trim())}>
        <Form.Item name="name" label={t("name")} rules={[{ required: true, whitespace: true, message: t("nameNeeded") }]}>
          <Input autoFocus maxLength={200} onFocus={(event) => event.target.select()} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
