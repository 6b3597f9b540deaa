/** All holdouts: who is kept out of what, since when, and how large. */
import { PlusOutlined, SafetyOutlined } from "@ant-design/icons";
import { Button, Card, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay, useProject } from "@/session/useProject";
import { Empty, Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useMetrics } from "../metrics/useMetrics";
import css from "../segments/Segments.module.css";
import { HoldoutDrawer } from "./HoldoutDrawer";
import { type Holdout, STATUS_COLOURS, useHoldouts, useStrategy } from "./useHoldouts";

export default function Holdouts() {
  const { t } = useTranslation("holdouts");
  const { id } = useProject();
  const may = useMay();
  const format = useFormat();
  const strategy = useStrategy();
  const asked = useHoldouts();
  const metrics = useMetrics();
  const [making, setMaking] = useState(false);
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
        {asked.data?.length === 0 ? (
          <Empty icon={<SafetyOutlined />} title={t("none")} action={make}>{t("noneWhy")}</Empty>
        ) : (
          <Table<Holdout>
            rowKey="id"
            size="small"
            loading={asked.isPending}
            dataSource={asked.data}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: "max-content" }}
            columns={[
              {
                title: t("holdout"),
                width: "min(280px, 60vw)",
                render: (_, one) => (
                  <div className={css.what}>
                    <Link to={`/p/${id}/holdouts/${one.id}`}><bdi>{one.name || strategy(one.strategy)}</bdi></Link>
                    <small>{one.description}</small>
                  </div>
                ),
              },
              { title: t("status"), width: 100, render: (_, one) => <Tag color={STATUS_COLOURS[one.status]}>{t(`statuses.${one.status}`)}</Tag> },
              { title: t("strategy"), width: 140, render: (_, one) => <bdi>{strategy(one.strategy)}</bdi> },
              { title: t("share"), align: "right", width: 100, render: (_, one) => `${format.number(one.share ?? 5)}%` },
              { title: t("metric"), width: 170, render: (_, one) => <bdi>{names.get(one.metrics[0] ?? "") ?? one.metrics[0]}</bdi> },
              { title: t("since"), width: 110, render: (_, one) => format.day(one.since) },
              { title: t("until"), width: 110, render: (_, one) => (one.until ? format.day(one.until) : "–") },
            ]}
          />
        )}
      </Card>
      {making && <HoldoutDrawer close={() => setMaking(false)} />}
    </div>
  );
}
