/** The questions that people kept: found, opened, taken away. */
import { DeleteOutlined, FolderOpenOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Input, Popconfirm, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Empty, Failed } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { useFormat } from "@/shared/useFormat";
import css from "../segments/Segments.module.css";

/** Which page opens a report of a kind. */
const PAGES: Partial<Record<string, "trends" | "funnels" | "retention">> = { trend: "trends", funnel: "funnels", retention: "retention" };

export default function Reports() {
  const { t } = useTranslation("reports");
  const project = useProject();
  const format = useFormat();
  const [search, setSearch] = useState("");
  const asked = useQuery({
    queryKey: ["reports", project.id],
    queryFn: () => answered(api.GET("/api/reports", { params: { query: { limit: 1000 } } })),
  });
  const shown = (asked.data?.items ?? []).filter((one) => one.name.toLowerCase().includes(search.trim().toLowerCase()));
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
          <>
            <Input.Search className={css.search} allowClear value={search} onChange={(event) => setSearch(event.target.value)} placeholder={t("search")} aria-label={t("search")} dir="auto" />
            <Table<Schemas["Report"]>
              rowKey="id"
              size="small"
              loading={asked.isPending}
              dataSource={shown}
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              scroll={{ x: "max-content" }}
              columns={[
                { title: t("report"), width: 420, render: (_, one) => (PAGES[one.kind] ? <Link to={`/p/${project.id}/${PAGES[one.kind]}?report=${one.id}`}><bdi>{one.name}</bdi></Link> : <bdi>{one.name}</bdi>) },
                { title: t("kind"), width: 140, render: (_, one) => <Tag>{t(`kinds.${kindOf(one.kind)}`)}</Tag> },
                { title: t("changed"), width: 150, render: (_, one) => <span title={format.at(one.updated_at)}>{format.ago(one.updated_at)}</span> },
                { title: "", width: 48, render: (_, one) => <Remove report={one} /> },
              ]}
            />
          </>
        )}
      </Card>
    </div>
  );
}

const KINDS = ["trend", "funnel", "retention", "lifecycle", "stickiness"] as const;
const kindOf = (kind: string) => KINDS.find((one) => one === kind) ?? "trend";

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
