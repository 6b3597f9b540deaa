/** All metrics: where the targets stand, what was alarming, and every definition in a sentence. */
import { CheckCircleFilled, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Select, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { SearchedTable } from "@/shared/SearchedTable";
import { Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "../segments/Segments.module.css";
import { MetricDrawer } from "./MetricDrawer";
import { type Entry, GROUPS, metricsKey, useMetrics, useValue } from "./useMetrics";

export default function Metrics() {
  const { t } = useTranslation("metrics");
  const may = useMay();
  const asked = useMetrics();
  const [making, setMaking] = useState(false);
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <span className={css.space} />
        <Link to="../reconcile" relative="path">{t("reconcile")}</Link>
        {may("analyse") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t("new")}</Button>}
      </header>
      <Targets />
      <Alarms metrics={asked.data ?? []} />
      <List metrics={asked.data ?? []} busy={asked.isPending} />
      {making && <MetricDrawer close={() => setMaking(false)} />}
    </div>
  );
}

export const COLOURS = { reached: "blue", on_track: "blue", at_risk: undefined, off_track: "red", unknown: undefined } as const;

function Targets() {
  const { t } = useTranslation("metrics");
  const { id } = useProject();
  const board = useQuery({ queryKey: [...metricsKey(id), "kpi"], queryFn: ({ signal }) => answered(api.GET("/api/kpi", { signal })) });
  if (board.isError) return <Failed small error={board.error} retry={() => void board.refetch()} />;
  if (!board.data?.items.length) return null;
  return (
    <Card size="small" title={t("targets")}>
      <Table<Schemas["TargetBody"]>
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={board.data.items}
        scroll={{ x: "max-content" }}
        columns={[
          {
            title: t("metric"),
            width: 320,
            render: (_, one) => (
              <div className={css.what}>
                <Link to={`/p/${id}/metrics/${one.metric}`}><bdi>{one.name}</bdi></Link>
                <small>{one.sentence}</small>
              </div>
            ),
          },
          { title: t("interval"), render: (_, one) => t(`by.${one.interval}`) },
          { title: t("target"), align: "right", render: (_, one) => <Value unit={one.unit} value={one.value} /> },
          { title: t("soFar"), align: "right", render: (_, one) => <SoFar target={one} /> },
          { title: t("forecast"), align: "right", render: (_, one) => <span title={t(`methods.${one.standing.method}`)}><Value unit={one.unit} value={one.standing.forecast} /></span> },
          { title: t("status"), render: (_, one) => (one.hidden ? <span className={css.fresh}>{t("hiddenTarget")}</span> : <Tag color={COLOURS[one.standing.status]}>{t(`statuses.${one.standing.status}`)}</Tag>) },
          { title: t("owner"), render: (_, one) => <bdi>{one.owner || "–"}</bdi> },
        ]}
      />
    </Card>
  );
}

const BEGINS = { day: "today", week: "this_week", month: "this_month" } as const;

/** The value so far; behind it are the people of the interval that runs. A formula has nobody behind itself. */
function SoFar({ target }: { target: Schemas["TargetBody"] }) {
  const { t } = useTranslation("metrics");
  const { kind, metric, interval, name, unit, standing } = target;
  if (kind === "formula" || standing.current === null) return <Value unit={unit} value={standing.current} />;
  const query = { kind: "metric", metric, interval, since: BEGINS[interval] };
  const cell = { bucket: "today" };
  return (
    <Button type="link" size="small" onClick={() => openPeople({ query, cell, title: `${name} · ${t("soFar")}` })}>
      <Value unit={unit} value={standing.current} />
    </Button>
  );
}

function Value({ unit, value }: { unit: Entry["unit"]; value: number | null }) {
  return useValue(unit)(value);
}

function Alarms({ metrics }: { metrics: Entry[] }) {
  const { t } = useTranslation("metrics");
  const { id } = useProject();
  const found = useQuery({ queryKey: [...metricsKey(id), "alarms"], queryFn: ({ signal }) => answered(api.GET("/api/alarms", { signal })) });
  if (!found.data?.items.length) return null;
  const { items, names } = found.data;
  return (
    <Card size="small" title={t("alarms")}>
      <ul className={css.used}>
        {items.map((one) => (
          <li key={one.id}>
            <Link to={`/p/${id}/metrics/${one.metric}`}><bdi>{names[one.metric]}</bdi></Link>{" "}
            <Moved alarm={one} unit={metrics.find((metric) => metric.id === one.metric)?.unit ?? "number"} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Moved({ alarm, unit }: { alarm: Schemas["Alarm"]; unit: Entry["unit"] }) {
  const { t } = useTranslation("metrics");
  const format = useFormat();
  const value = useValue(unit);
  return t(alarm.value < alarm.expected ? "fell" : "rose", { value: value(alarm.value), low: value(alarm.low), high: value(alarm.high), day: format.day(alarm.bucket) });
}

function List({ metrics, busy }: { metrics: Entry[]; busy: boolean }) {
  const { t } = useTranslation("metrics");
  const { id } = useProject();
  const [group, setGroup] = useState<string>();
  return (
    <Card size="small">
      <SearchedTable<Entry>
        rowKey="id"
        rows={metrics.filter((one) => !group || one.group === group)}
        text={(one) => `${one.name} ${one.id} ${one.about}`}
        label={t("search")}
        busy={busy}
        columns={[
          {
            title: t("metric"),
            width: 380,
            render: (_, one) => (
              <div className={css.what}>
                <span>
                  <Link to={`/p/${id}/metrics/${one.id}`}><bdi>{one.name}</bdi></Link>{" "}
                  {one.certified && <CheckCircleFilled style={{ color: "var(--brand)" }} title={t("certifiedBy", { by: one.certified_by })} />}
                </span>
                <small>{one.about || one.sentence}</small>
              </div>
            ),
          },
          { title: t("group"), render: (_, one) => t(`groups.${one.group}`) },
          { title: t("kind"), render: (_, one) => t(`kinds.${one.kind}`) },
          { title: t("version"), align: "right", render: (_, one) => (one.built_in ? t("builtIn") : one.version) },
          { title: t("owner"), render: (_, one) => <bdi>{one.owner || "–"}</bdi> },
        ]}
      >
        <Select allowClear style={{ minWidth: 140 }} value={group} onChange={setGroup} placeholder={t("group")} aria-label={t("group")} options={GROUPS.map((value) => ({ value, label: t(`groups.${value}`) }))} />
      </SearchedTable>
    </Card>
  );
}
