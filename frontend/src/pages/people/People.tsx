/** Everybody the project knows: found, filtered, sorted, with the columns that matter; saved or taken away. */
import { DownloadOutlined, FilterOutlined, TeamOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { downloadCsv } from "@/api/download";
import { useMay, useProject } from "@/session/useProject";
import { ConditionBuilder } from "@/shared/query";
import { useDebounced } from "@/shared/query/useDebounced";
import { SearchBox } from "@/shared/SearchBox";
import { Empty, Failed } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { useUrlQuery } from "@/shared/urlState";
import { useFormat } from "@/shared/useFormat";
import { nameOf } from "@/shared/person";
import { type Asked, body, COLUMNS, FIRST, parse } from "./asked";
import { ColumnChooser } from "./ColumnChooser";
import css from "./People.module.css";
import { GiveTag } from "./GiveTag";
import { SaveSegment } from "./SaveSegment";

type Person = Schemas["PersonBody"];

export default function People() {
  const { t } = useTranslation("people");
  const project = useProject();
  const may = useMay();
  const format = useFormat();
  const [asked, setAsked, broken] = useUrlQuery(parse, FIRST);
  const [filters, showFilters] = useState(asked.condition !== undefined);
  const [chosen, setChosen] = useState<string[]>([]);
  const settled = useDebounced(asked, 300);
  const columns = asked.columns ?? COLUMNS;
  const sent = body(settled, settled.columns ?? COLUMNS);
  const found = useInfiniteQuery({
    queryKey: ["people", project.id, sent],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => answered(api.POST("/api/persons/query", { body: { ...sent, cursor: pageParam }, signal })) as Promise<Schemas["PersonsFound"]>,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
  });
  const people = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total;
  const everybody = !sent.condition && !sent.search;
  const change = (part: Partial<Asked>) => setAsked((now) => ({ ...now, ...part }));
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        {total != null && <span aria-live="polite">{t("total", { count: total, shown: format.number(total) })}</span>}
        <span className={css.space} />
        {may("analyse") && <GiveTag list={{ condition: sent.condition, search: sent.search }} total={total ?? 0} chosen={chosen} done={() => setChosen([])} />}
        {may("analyse") && sent.condition && <SaveSegment condition={asked.condition!} />}
        {may("export") && <Export asked={asked} columns={columns} disabled={people.length === 0} />}
      </header>
      {broken && <Alert type="warning" showIcon closable title={t("broken")} />}
      <Card size="small" className={css.card}>
        <div className={css.bar}>
          <SearchBox className={css.search} label={t("search")} value={asked.search ?? ""} onChange={(search) => change({ search: search || undefined })} />
          <Button icon={<FilterOutlined />} aria-expanded={filters} onClick={() => showFilters(!filters)}>{t("filter")}</Button>
          <span className={css.space} />
          <ColumnChooser value={columns} onChange={(next) => change({ columns: next })} />
        </div>
        {filters && (
          <div className={css.filters}>
            <ConditionBuilder value={asked.condition} onChange={(condition) => change({ condition })} label={t("filter")} />
          </div>
        )}
        {found.isError ? (
          <Failed error={found.error} retry={() => void found.refetch()} />
        ) : (
          <Table<Person>
            rowKey="id"
            size="small"
            loading={found.isPending || found.isPlaceholderData}
            dataSource={people}
            columns={useColumns(columns, asked)}
            rowSelection={may("analyse") ? {
                    selectedRowKeys: chosen,
                    preserveSelectedRowKeys: true,
                    onChange: (keys) => setChosen(keys as string[]),
                    getCheckboxProps: (one) => ({ "aria-label": nameOf(one) }),
                    hideSelectAll: true, // its box would be drawn a second time in a hidden row of the table
                  }
                : undefined}
            pagination={false}
            scroll={{ x: "max-content" }}
            onChange={(_pages, _filters, sorter) => {
              const { columnKey, order } = Array.isArray(sorter) ? sorter[0]! : sorter;
              change(order ? { sort: columnKey as Asked["sort"], order: order === "ascend" ? "asc" : "desc" } : FIRST);
            }}
            locale={{ emptyText: found.isPending ? " " : everybody ? <Nobody /> : <Empty small icon={<TeamOutlined />} title={t("noneFits")} action={<Button onClick={() => setAsked({ ...FIRST, columns: asked.columns })}>{t("clear")}</Button>} /> }}
          />
        )}
        {found.hasNextPage && (
          <div className={css.more}>
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button>
          </div>
        )}
      </Card>
    </div>
  );
}

function Nobody() {
  const { t } = useTranslation("people");
  const project = useProject();
  return (
    <Empty icon={<TeamOutlined />} title={t("nobody")} action={<Link to={`/p/${project.id}/start`}><Button type="primary">{t("start")}</Button></Link>}>
      {t("nobodyWhy")}
    </Empty>
  );
}

function Export({ asked, columns, disabled }: { asked: Asked; columns: string[]; disabled: boolean }) {
  const { t } = useTranslation("people");
  const tell = useTell();
  const file = useMutation({
    mutationFn: () => downloadCsv("/api/persons/query", { ...body(asked, columns), limit: undefined }, t("title")),
    onError: tell.refused,
  });
  return (
    <Button icon={<DownloadOutlined />} disabled={disabled} loading={file.isPending} onClick={() => file.mutate()}>{t("csv")}</Button>
  );
}

function useColumns(columns: string[], asked: Asked): TableColumnsType<Person> {
  const { t } = useTranslation("people");
  const project = useProject();
  const format = useFormat();
  const sorted = (key: Asked["sort"]) => ({ key, sorter: true, sortOrder: asked.sort === key ? (asked.order === "asc" ? ("ascend" as const) : ("descend" as const)) : null });
  return [
    {
      title: t("person"),
      key: "person",
      fixed: "left",
      width: 240,
      render: (_, one) => (
        <Link className={css.who} to={`/p/${project.id}/people/${encodeURIComponent(one.id)}`}>
          <bdi>{nameOf(one)}</bdi>
          <small><bdi>{one.ids.map((id) => id.value).join(" · ")}</bdi></small>
        </Link>
      ),
    },
    ...columns.map((name) => ({
      title: <bdi>{name}</bdi>,
      key: `property ${name}`,
      width: 140,
      ellipsis: true,
      render: (_: unknown, one: Person) => <bdi>{said(one.properties[name])}</bdi>,
    })),
    { title: t("events"), ...sorted("events"), align: "right", width: 100, render: (_, one) => format.number(one.events) },
    { title: t("firstSeen"), ...sorted("first_seen"), width: 130, render: (_, one) => one.first_seen && <span title={format.at(one.first_seen)}>{format.day(one.first_seen)}</span> },
    { title: t("lastSeen"), ...sorted("last_seen"), width: 130, render: (_, one) => one.last_seen && <span title={format.at(one.last_seen)}>{format.ago(one.last_seen)}</span> },
  ];
}

const said = (value: unknown) => (value === undefined || value === null ? "—" : typeof value === "string" ? value : JSON.stringify(value));
