/** Values from a CSV file, with every line that could not be taken. */
import { InboxOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Drawer, Table, Upload } from "antd";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "../tags/Tags.module.css";
import { type Body, tagsKey } from "../tags/useTags";

export function ImportDrawer({ tag, close }: { tag: Body; close: () => void }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const format = useFormat();
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) =>
      answered(
        api.POST("/api/tags/{id}/import", { params: { path: { id: tag.id } }, body: file as never, bodySerializer: (body: unknown) => body as BodyInit, headers: { "Content-Type": "text/csv" } } as never),
      ) as Promise<Schemas["TagImport"]>,
    onSuccess: () => queries.invalidateQueries({ queryKey: tagsKey(project.id) }),
  });
  const told = send.data;
  return (
    <Drawer open size={640} title={t("import")} onClose={close}>
      <div className={css.stack}>
        <Upload.Dragger
          accept=".csv,text/csv"
          maxCount={1}
          showUploadList={false}
          disabled={send.isPending}
          beforeUpload={(file) => {
            send.mutate(file);
            return false;
          }}
        >
          <p><InboxOutlined style={{ fontSize: 28 }} /></p>
          <p>{t("dropFile")}</p>
          <p className={css.muted}>{t("fileForm")}</p>
        </Upload.Dragger>
        {send.isError && <Failed small error={send.error} />}
        {told && (
          <Alert
            type={told.refused ? "warning" : "success"}
            showIcon
            title={t("imported", { taken: format.number(told.taken), refused: format.number(told.refused), base: format.day(told.run.base) })}
          />
        )}
        {told && told.wrong.length > 0 && (
          <Table
            rowKey="line"
            size="small"
            dataSource={told.wrong}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            columns={[
              { title: t("line"), dataIndex: "line", width: 80 },
              { title: "ID", render: (_, one) => <bdi>{one.id || "–"}</bdi> },
              { title: t("problem"), render: (_, one) => t(`problems.${one.problem}`) },
            ]}
          />
        )}
      </div>
    </Drawer>
  );
}
