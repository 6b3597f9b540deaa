/** What the data holds: every event name with its volume, and the properties it bears. */
import { DatabaseOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Card, Input, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useDebounced } from "@/shared/query/useDebounced";
import { Empty, Failed, Loading } from "@/shared/states";
import { linkTo } from "@/shared/urlState";
import { useFormat } from "@/shared/useFormat";
import css from "../segments/Segments.module.css";

export default function Catalogue() {
  const { t } = useTranslation("catalogue");
  const project = useProject();
  const format = useFormat();
  const [text, setText] = useState("");
  const search = useDebounced(text.trim(), 200);
  const found = useInfiniteQuery({
    queryKey: ["catalog", project.id, "events", "page", search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => answered(api.GET("/api/catalog/events", { params: { query: { search: search || undefined, limit: 100, cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const names = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total;
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />;
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        {total !== undefined && <span className={css.fresh}>{t("total", { count: total, shown: format.number(total) })}</span>}
      </header>
      <Card size="small">
        {total === 0 && !search ? (
          <Empty icon={<DatabaseOutlined />} title={t("none")} action={<Link to={`/p/${project.id}/start`}><Button type="primary">{t("start")}</Button></Link>}>{t("noneWhy")}</Empty>
        ) : (
          <>
            <Input.Search className={css.search} allowClear value={text} onChange={(event) => setText(event.target.value)} placeholder={t("search")} aria-label={t("search")} dir="auto" />
            <Table<Schemas["EventName"]>
              rowKey="name"
              size="small"
              loading={found.isPending || found.isPlaceholderData}
              dataSource={names}
              pagination={false}
              scroll={{ x: "max-content" }}
              expandable={{ expandedRowRender: (one) => <Properties event={one.name} />, rowExpandable: () => true }}
              columns={[
                { title: t("event"), width: 320, render: (_, one) => <Link to={linkTo(`/p/${project.id}/trends`, { series: [{ event: one.name, measure: "total" }] })}><bdi style={{ overflowWrap: "anywhere" }}>{one.name}</bdi></Link> },
                { title: t("month"), align: "right", width: 130, render: (_, one) => format.number(one.volume_30d) },
                { title: t("ever"), align: "right", width: 130, render: (_, one) => format.number(one.volume) },
                { title: t("firstSeen"), width: 130, render: (_, one) => <span title={format.at(one.first_seen)}>{format.day(one.first_seen)}</span> },
                { title: t("lastSeen"), width: 130, render: (_, one) => <span title={format.at(one.last_seen)}>{format.ago(one.last_seen)}</span> },
              ]}
            />
            {found.hasNextPage && (
              <div className={css.more}>
                <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button>
              </div>
            )}
          </>
        )}
      </Card>
    </div>
  );
}

function Properties({ event }: { event: string }) {
  const { t } = useTranslation("catalogue");
  const { t: q } = useTranslation("query");
  const project = useProject();
  const format = useFormat();
  const found = useQuery({
    queryKey: ["catalog", project.id, "properties", event],
    queryFn: () => answered(api.GET("/api/catalog/properties", { params: { query: { of: "event", event, limit: 200 } } })),
  });
  if (found.isPending) return <Loading rows={2} />;
  if (found.isError) return <Failed small error={found.error} retry={() => void found.refetch()} />;
  if (found.data.items.length === 0) return <p className={css.fresh}>{t("noProperties")}</p>;
  return (
    <div className={css.actions}>
      {found.data.items.map((one) => (
        <Tag key={one.name} title={`${q(`type.${one.type}`)} · ${format.percent(one.share)}`}>
          <bdi>{one.name}</bdi> <span style={{ color: "var(--secondary)" }}>{q(`type.${one.type}`)}</span>
        </Tag>
      ))}
    </div>
  );
}
