/** Groups that people belong to — companies, families, stores — by kind, searched and sorted. */
import { ApartmentOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Card, Segmented, Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useDebounced } from "@/shared/query/useDebounced";
import { SearchBox } from "@/shared/SearchBox";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "./Groups.module.css";

const SORTS = ["last_seen", "people", "events"] as const;
type Sort = (typeof SORTS)[number];

export default function Groups() {
  const { t } = useTranslation("groups");
  const project = useProject();
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const kinds = useQuery({ queryKey: ["groups", project.id], queryFn: () => answered(api.GET("/api/groups")) });
  if (kinds.isPending) return <Loading height={480} />;
  if (kinds.isError) return <Failed error={kinds.error} retry={() => void kinds.refetch()} />;
  const all = kinds.data.items;
  const type = all.find((one) => one.type === params.get("type"))?.type ?? all[0]?.type;
  const set = (name: string, value: string) => setParams((now) => (value ? now.set(name, value) : now.delete(name), now), { replace: true });
  return (
    <div className={css.page}>
      <header className={css.title}><h1>{t("title")}</h1></header>
      <Card size="small">
        {type === undefined ? (
          <Empty icon={<ApartmentOutlined />} title={t("none")}>{t("noneWhy")}</Empty>
        ) : (
          <>
            <div className={css.bar}>
              <Segmented aria-label={t("title")} value={type} onChange={(one) => set("type", one)} options={all.map((one) => ({ value: one.type, label: <bdi>{one.type} {format.number(one.groups)}</bdi> }))} />
              <SearchBox className={css.search} label={t("search")} value={params.get("search") ?? ""} onChange={(search) => set("search", search)} />
            </div>
            <List type={type} search={params.get("search") ?? ""} sort={SORTS.find((one) => one === params.get("sort")) ?? "last_seen"} onSort={(sort) => set("sort", sort)} />
          </>
        )}
      </Card>
    </div>
  );
}

/** What a group calls itself, else its id. */
export const titleOf = (group: Pick<Schemas["PersonGroup"], "id" | "properties">): string =>
  typeof group.properties.name === "string" && group.properties.name.trim() ? group.properties.name : group.id;

function List({ type, search, sort, onSort }: { type: string; search: string; sort: Sort; onSort: (sort: Sort) => void }) {
  const { t } = useTranslation("groups");
  const project = useProject();
  const format = useFormat();
  const wanted = useDebounced(search.trim(), 300);
  const asked = useInfiniteQuery({
    queryKey: ["groups", project.id, type, wanted, sort],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answered(api.GET("/api/groups/{type}", { params: { path: { type }, query: { search: wanted || undefined, sort, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  const sorted = (key: Sort) => ({ key, sorter: true, sortDirections: ["descend" as const], sortOrder: sort === key ? ("descend" as const) : null });
  return (
    <>
      <Table<Schemas["GroupBody"]>
        rowKey="id"
        size="small"
        loading={asked.isPending || asked.isPlaceholderData}
        dataSource={asked.data?.pages.flatMap((page) => page.items)}
        pagination={false}
        scroll={{ x: "max-content" }}
        onChange={(_pages, _filters, sorter) => {
          const { columnKey } = Array.isArray(sorter) ? sorter[0]! : sorter;
          onSort((columnKey as Sort | undefined) ?? "last_seen");
        }}
        locale={{ emptyText: asked.isPending ? " " : t("noneFits") }}
        columns={[
          {
            title: t("group"),
            width: 320,
            render: (_, one) => (
              <Link className={css.who} to={`/p/${project.id}/groups/${encodeURIComponent(one.type)}/${encodeURIComponent(one.id)}`}>
                <bdi>{titleOf(one)}</bdi>
                {titleOf(one) !== one.id && <small><bdi>{one.id}</bdi></small>}
              </Link>
            ),
          },
          { title: t("people"), align: "right", width: 110, render: (_, one) => format.number(one.people), ...sorted("people") },
          { title: t("events"), align: "right", width: 110, render: (_, one) => format.number(one.events), ...sorted("events") },
          { title: t("lastSeen"), width: 140, render: (_, one) => <span title={format.at(one.last_seen)}>{format.ago(one.last_seen)}</span>, ...sorted("last_seen") },
        ]}
      />
      {asked.hasNextPage && (
        <div className={css.more}>
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t("more")}</Button>
        </div>
      )}
    </>
  );
}
