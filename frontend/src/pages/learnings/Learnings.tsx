/** What decided experiments taught: searchable, each with what was seen and what is likely true. */
import { BulbOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, Input, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Empty, Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { experimentsKey, useChange } from "../experiments/useExperiments";
import css from "../segments/Segments.module.css";

type Learning = Schemas["Learning"];

export default function Learnings() {
  const { t } = useTranslation("experiments");
  const { id } = useProject();
  const format = useFormat();
  const change = useChange();
  const [q, setQ] = useState("");
  const asked = useQuery({
    queryKey: [...experimentsKey(id), "learnings", q],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answered(api.GET("/api/learnings", { params: { query: { q } }, signal })),
  });
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  const said = asked.data;
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("learnings.title")}</h1>
      </header>
      <Card size="small">
        {said?.decided === 0 ? (
          <Empty icon={<BulbOutlined />} title={t("learnings.none")} action={<Link to={`/p/${id}/experiments`}>{t("learnings.toExperiments")}</Link>}>{t("learnings.noneWhy")}</Empty>
        ) : (
          <>
            <Input.Search className={css.search} allowClear onSearch={setQ} onChange={(event) => event.target.value === "" && setQ("")} placeholder={t("learnings.search")} aria-label={t("learnings.search")} dir="auto" />
            {said && (
              <p className={css.fresh}>
                {t("learnings.wins", { won: said.won, decided: said.decided })}
                {said.usual !== null && said.spread !== null && <> · {t("learnings.usual", { usual: change(said.usual), spread: format.percent(said.spread) })}</>}
              </p>
            )}
            <Table<Learning>
              rowKey="id"
              size="small"
              loading={asked.isPending}
              dataSource={said?.items}
              locale={{ emptyText: t("learnings.notFound") }}
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              scroll={{ x: "max-content" }}
              columns={[
                {
                  title: t("experiment"),
                  width: "min(340px, 60vw)",
                  render: (_, one) => (
                    <div className={css.what}>
                      <Link to={`/p/${id}/experiments/${one.id}`}><bdi>{one.name}</bdi></Link>
                      <small>{one.outcome.learned || one.outcome.reason}</small>
                    </div>
                  ),
                },
                { title: t("outcome"), width: 140, render: (_, one) => (one.outcome.variant ? t("decidedFor", { variant: one.outcome.variant }) : t("decidedNone")) },
                { title: t("metric"), width: 190, render: (_, one) => <bdi>{one.outcome.metric}</bdi> },
                { title: t("learnings.seen"), align: "right", render: (_, one) => (one.hidden ? <span className={css.fresh}>{t("learnings.hidden")}</span> : one.outcome.estimate === null ? "—" : change(one.outcome.estimate)) },
                { title: <span title={t("learnings.shrunkWhy")}>{t("learnings.shrunk")}</span>, align: "right", render: (_, one) => (one.shrunk === null ? "—" : change(one.shrunk)) },
                { title: t("learnings.decided"), width: 110, render: (_, one) => format.day(one.outcome.at) },
              ]}
            />
          </>
        )}
      </Card>
    </div>
  );
}
