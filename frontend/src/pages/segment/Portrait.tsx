/** The portrait of a segment: shares beside those of everybody or of another segment, the index, and what is no chance. */
import { useQuery } from "@tanstack/react-query";
import { Select, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { segmentsKey } from "../segments/Segments";
import css from "../segments/Segments.module.css";

type Row = Schemas["PortraitRow"];

export function Portrait({ segment }: { segment: Schemas["SegmentBody"] }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  const [against, setAgainst] = useState<string>();
  const others = useQuery({
    queryKey: segmentsKey(project.id),
    queryFn: () => answered(api.GET("/api/segments", { params: { query: { limit: 1000 } } })),
  });
  const asked = useQuery({
    queryKey: [...segmentsKey(project.id), segment.id, "portrait", against],
    queryFn: ({ signal }) => answered(api.GET("/api/segments/{id}/portrait", { params: { path: { id: segment.id }, query: { against } }, signal })),
  });
  return (
    <div className={css.stack}>
      <Select
        className={css.search}
        value={against ?? ""}
        onChange={(id) => setAgainst(id || undefined)}
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("against")}
        options={[{ value: "", label: t("everybody") }, ...(others.data?.items ?? []).filter((one) => one.id !== segment.id).map((one) => ({ value: one.id, label: one.name }))]}
      />
      {asked.isPending && <Loading height={320} />}
      {asked.isError && <Failed small error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data?.people === 0 && <Empty small title={t("nobody")} />}
      {asked.data && asked.data.people > 0 && asked.data.spreads.filter((one) => one.rows.length > 0).map((one) => <Spread key={`${one.of}.${one.name}`} spread={one} />)}
    </div>
  );
}

function Spread({ spread }: { spread: Schemas["SpreadBody"] }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const said = (row: Row) => {
    if (row.low !== null || row.high !== null) return range(row, format.number);
    if (row.value === null || row.value === undefined) return <i>{t("missing")}</i>;
    return <bdi>{typeof row.value === "object" ? JSON.stringify(row.value) : String(row.value)}</bdi>;
  };
  return (
    <Table<Row>
      size="small"
      rowKey={(row) => JSON.stringify([row.value, row.low, row.high])}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={spread.rows}
      scroll={{ x: "max-content" }}
      columns={[
        { title: spread.of === "event" ? t("didLately") : <bdi>{spread.name}</bdi>, width: 220, render: (_, row) => <span className={css.value}>{said(row)}</span> },
        { title: t("people"), align: "right", width: 80, render: (_, row) => format.number(row.people) },
        { title: t("share"), align: "right", width: 90, render: (_, row) => format.percent(row.share), sorter: (a, b) => a.share - b.share },
        { title: t("againstShare"), align: "right", width: 90, render: (_, row) => format.percent(row.against_share) },
        { title: <abbr title={t("indexWhy")}>{t("index")}</abbr>, align: "right", width: 80, render: (_, row) => (row.index === null ? "–" : format.number(Math.round(row.index))), sorter: (a, b) => (a.index ?? 0) - (b.index ?? 0) },
        { title: t("difference"), width: 110, render: (_, row) => row.significant && <Tag title={t("significantWhy")} color={row.share > row.against_share ? "blue" : undefined}>{row.share > row.against_share ? `↑ ${t("moreThan")}` : `↓ ${t("fewer")}`}</Tag> },
      ]}
    />
  );
}

function range(row: Row, number: (n: number) => string): string {
  if (row.low === null) return `< ${number(row.high!)}`;
  return row.high === null ? `≥ ${number(row.low)}` : `${number(row.low)} – ${number(row.high)}`;
}
