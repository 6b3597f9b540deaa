/** All segments: how large, how fresh, what they mean; a new one starts from everybody. */
import { BlockOutlined, PlusOutlined, TeamOutlined, UploadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import type { Condition } from "@/shared/query";
import { useSentence } from "@/shared/query/useSentence";
import { SearchedTable } from "@/shared/SearchedTable";
import { Empty, Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { Combine } from "./Combine";
import { Fresh, Moved } from "./Fresh";
import { ImportList } from "./ImportList";
import { origin } from "./origin";
import css from "./Segments.module.css";
import { Starters } from "./Starters";

type Segment = Schemas["SegmentEntry"];

export const segmentsKey = (project: string) => ["segments", project] as const;

export default function Segments() {
  const { t } = useTranslation("segments");
  const project = useProject();
  const may = useMay();
  const format = useFormat();
  const [open, setOpen] = useState<"combine" | "import">();
  const asked = useQuery({
    queryKey: segmentsKey(project.id),
    queryFn: async () => (await answered(api.GET("/api/segments", { params: { query: { limit: 1000 } } }))) as unknown as { items: Segment[] },
  });
  const say = useSentence(asked.data);
  const make = may("analyse") && (
    <Link to={`/p/${project.id}/people`}>
      <Button type="primary" icon={<PlusOutlined />}>{t("new")}</Button>
    </Link>
  );
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <span className={css.space} />
        <div className={css.actions}>
          {(asked.data?.items.length ?? 0) > 1 && <Button icon={<BlockOutlined />} onClick={() => setOpen("combine")}>{t("combine")}</Button>}
          {may("analyse") && asked.data && <Starters segments={asked.data.items} />}
          {may("analyse") && <Button icon={<UploadOutlined />} onClick={() => setOpen("import")}>{t("import")}</Button>}
          {make}
        </div>
      </header>
      <Card size="small">
        {asked.data?.items.length === 0 ? (
          <Empty icon={<TeamOutlined />} title={t("none")} action={make}>{t("noneWhy")}</Empty>
        ) : (
          <SearchedTable<Segment>
            rowKey="id"
            rows={asked.data?.items}
            text={(one) => `${one.name} ${one.description}`}
            label={t("search")}
            busy={asked.isPending}
            columns={[
              {
                title: t("segment"),
                width: 420,
                render: (_, one) => (
                  <div className={css.what}>
                    <Link to={`/p/${project.id}/segments/${one.id}`}><bdi>{one.name}</bdi></Link>
                    <small>{one.description || (one.condition ? say(one.condition as unknown as Condition) : t(origin(one.source)))}</small>
                  </div>
                ),
              },
              { title: t("mode"), width: 110, render: (_, one) => <Tag color={one.mode === "live" ? "blue" : undefined}>{t(`modes.${one.mode}`)}</Tag> },
              { title: t("people"), align: "right", width: 110, render: (_, one) => format.number(one.people), sorter: (a, b) => (a.people ?? 0) - (b.people ?? 0) },
              { title: t("movedDay"), align: "right", width: 140, render: (_, one) => <Moved segment={one} /> },
              { title: t("freshness"), width: 150, render: (_, one) => <Fresh segment={one} /> },
            ]}
          />
        )}
      </Card>
      {open === "combine" && <Combine segments={asked.data?.items ?? []} close={() => setOpen(undefined)} />}
      {open === "import" && <ImportList close={() => setOpen(undefined)} />}
    </div>
  );
}
