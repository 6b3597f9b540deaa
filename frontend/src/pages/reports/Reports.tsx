/** The questions that people kept: found, opened, taken away. */
import { DeleteOutlined, FolderOpenOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { SearchedTable } from "@/shared/SearchedTable";
import { Empty, Failed } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { reportPage } from "@/shared/report/kinds";
import { useFormat } from "@/shared/useFormat";
import { AddToDashboard } from "../dashboard/AddToDashboard";
import css from "../segments/Segments.module.css";

export default function Reports() {
  const { t } = useTranslation("reports");
  const project = useProject();
  const format = useFormat();
  const asked = useQuery({
    queryKey: ["reports", project.id],
    queryFn: () => answered(api.GET("/api/reports", { params: { query: { limit: 1000 } } })),
  });
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
      </header>
      <Card size="small">
        {asked.data?.items.length === 0 ? (
          <Empty icon={<FolderOpenOutlined />} title={t("none")} action={<Link to={`/p/${project.id}/trends`}><Button type="primary">{t("first")}</Button></Link>}>{t("noneWhy")}</Empty>
        ) : (
          <SearchedTable<Schemas["Report"]>
            rowKey="id"
            rows={asked.data?.items}
            text={(one) => one.name}
            label={t("search")}
            busy={asked.isPending}
            columns={[
              { title: t("report"), width: 420, render: (_, one) => (reportPage(one) ? <Link to={`/p/${project.id}/${reportPage(one)}`}><bdi>{one.name}</bdi></Link> : <bdi>{one.name}</bdi>) },
              { title: t("kind"), width: 140, render: (_, one) => <Tag>{t(`kinds.${one.kind as "trend"}`)}</Tag> },
              { title: t("changed"), width: 150, render: (_, one) => <span title={format.at(one.updated_at)}>{format.ago(one.updated_at)}</span> },
              { title: "", width: 84, render: (_, one) => (<><AddToDashboard report={one} /><Remove report={one} /></>) },
            ]}
          />
        )}
      </Card>
    </div>
  );
}

function Remove({ report }: { report: Schemas["Report"] }) {
  const { t } = useTranslation("reports");
  const project = useProject();
  const may = useMay();
  const queries = useQueryClient();
  const tell = useTell();
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/reports/{id}", { params: { path: { id: report.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["reports", project.id] }),
    onError: tell.refused,
  });
  if (!may("analyse")) return null;
  return (
    <Popconfirm title={t("removeSure", { name: report.name })} okText={t("remove")} onConfirm={() => remove.mutateAsync().catch(() => undefined)}>
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("removeOne", { name: report.name })} />
    </Popconfirm>
  );
}
