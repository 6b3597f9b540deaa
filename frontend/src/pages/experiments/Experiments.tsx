/** All experiments: which run, which wait for a decision, and what was decided. */
import { ExperimentOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay, useProject } from "@/session/useProject";
import { SearchedTable } from "@/shared/SearchedTable";
import { Empty, Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useMetrics } from "../metrics/useMetrics";
import css from "../segments/Segments.module.css";
import { ExperimentDrawer } from "./ExperimentDrawer";
import { armName, type Experiment, STATUS_COLOURS, useChange, useExperiments } from "./useExperiments";

export default function Experiments() {
  const { t } = useTranslation("experiments");
  const { id } = useProject();
  const may = useMay();
  const format = useFormat();
  const change = useChange();
  const asked = useExperiments();
  const metrics = useMetrics();
  const [making, setMaking] = useState(false);
  const items = asked.data ?? [];
  const names = new Map(metrics.data?.map((one) => [one.id, one.name]));
  const make = may("operate") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t("new")}</Button>;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <span className={css.space} />
        {make}
      </header>
      <Card size="small">
        {asked.data && items.length === 0 ? (
          <Empty icon={<ExperimentOutlined />} title={t("none")} action={make}>{t("noneWhy")}</Empty>
        ) : (
          <SearchedTable<Experiment>
            rowKey="id"
            rows={items}
            text={(one) => `${one.key} ${one.name} ${one.hypothesis}`}
            label={t("search")}
            busy={asked.isPending}
            columns={[
              {
                title: t("experiment"),
                width: "min(330px, 60vw)",
                render: (_, one) => (
                  <div className={css.what}>
                    <Link to={`/p/${id}/experiments/${one.id}`}><bdi>{one.name || one.key}</bdi></Link>
                    {one.bandit && <small>{t("bandit.ways.bandit")}</small>}
                    <small>{one.hypothesis}</small>
                  </div>
                ),
              },
              { title: t("status"), width: 90, render: (_, one) => <Tag color={STATUS_COLOURS[one.status]}>{t(`statuses.${one.status}`)}</Tag> },
              { title: t("primary"), width: 200, render: (_, one) => <bdi>{names.get(one.primary) ?? one.primary}</bdi> },
              { title: t("since"), width: 100, render: (_, one) => (one.started_at ? format.day(one.started_at) : "–") },
              {
                title: t("outcome"),
                width: 180,
                render: (_, one) =>
                  one.outcome && (
                    <div className={css.what}>
                      <span>{one.outcome.variant ? t("decidedFor", { variant: armName(one, one.outcome.variant) }) : t("decidedNone")}</span>
                      {one.outcome.estimate !== null && <small>{change(one.outcome.estimate)}</small>}
                    </div>
                  ),
              },
              { title: t("owner"), width: 100, render: (_, one) => <bdi>{one.owner || "–"}</bdi> },
            ]}
          />
        )}
      </Card>
      {making && <ExperimentDrawer close={() => setMaking(false)} />}
    </div>
  );
}
