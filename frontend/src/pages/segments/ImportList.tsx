/** A file of ids becomes a list of people; lines that name nobody are told one by one. */
import { InboxOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Table, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "./Segments.module.css";
import { segmentsKey } from "./Segments";

export function ImportList({ close }: { close: () => void }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  const queries = useQueryClient();
  const tell = useTell();
  const [file, setFile] = useState<File>();
  const [form] = Form.useForm<{ name: string }>();
  const bring = useMutation({
    mutationFn: ({ name }: { name: string }) =>
      answered(
        api.POST("/api/segments/import", {
          params: { query: { name: name.trim() } },
          body: file as never,
          bodySerializer: (body) => body as unknown as Blob,
          headers: { "Content-Type": "text/csv" },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: segmentsKey(project.id) }),
    onError: tell.refusedAbout,
  });
  const footer = bring.data ? (
    <Button onClick={close}>{t("done")}</Button>
  ) : (
    <Button type="primary" disabled={!file} loading={bring.isPending} onClick={form.submit}>{t("import")}</Button>
  );
  return (
    <Modal open width={560} title={t("importTitle")} onCancel={close} footer={footer} mask={{ closable: false }}>
      {bring.data ? (
        <Brought found={bring.data} />
      ) : (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => file && !bring.isPending && bring.mutate(fields)}>
          <Form.Item name="name" label={t("name")} rules={[{ required: true, whitespace: true, message: t("needName") }]}>
            <Input maxLength={200} dir="auto" />
          </Form.Item>
          <Upload.Dragger
            accept=".csv,.txt,.tsv,.gz"
            maxCount={1}
            beforeUpload={(chosen) => {
              setFile(chosen);
              if (!form.getFieldValue("name")) form.setFieldValue("name", chosen.name.replace(/\.\w+(\.gz)?$/, ""));
              return false;
            }}
            onRemove={() => setFile(undefined)}
          >
            <InboxOutlined className={css.inbox} />
            <p>{t("dropFile")}</p>
            <p className={css.fresh}>{t("fileForm")}</p>
          </Upload.Dragger>
        </Form>
      )}
    </Modal>
  );
}

function Brought({ found }: { found: Schemas["ImportedList"] }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  const format = useFormat();
  const numbers = { people: format.number(found.people), rows: format.number(found.rows), repeated: format.number(found.repeated), wrong: format.number(found.wrong) };
  return (
    <div className={css.stack}>
      <Alert
        type={found.wrong ? "warning" : "success"}
        showIcon
        title={t("brought", numbers)}
        description={<Link to={`/p/${project.id}/segments/${found.segment.id}`}><bdi>{found.segment.name}</bdi></Link>}
      />
      {found.lines.length > 0 && (
        <Table
          rowKey="line"
          size="small"
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          dataSource={found.lines}
          columns={[
            { title: t("line"), dataIndex: "line", width: 80, align: "right" },
            { title: t("problem"), width: 180, render: (_, one) => t(`wrong.${one.code}`) },
            { title: t("value"), render: (_, one) => <bdi>{one.value}</bdi> },
          ]}
        />
      )}
      {found.wrong > found.lines.length && <p className={css.fresh}>{t("firstWrong", { count: found.lines.length })}</p>}
    </div>
  );
}
