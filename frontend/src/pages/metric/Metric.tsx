/** One metric: its course with the break lines, how it is computed, who is behind it, targets, alerts and versions. */
import { CheckCircleFilled, DeleteOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "../segments/Segments.module.css";
import { metricsKey } from "../metrics/useMetrics";
import { Alerts } from "./Alerts";
import { Course } from "./Course";
import { Targets } from "./Targets";

export type Body = Schemas["MetricBody"];

export default function Metric() {
  const { id = "" } = useParams();
  const project = useProject();
  const asked = useQuery({
    queryKey: [...metricsKey(project.id), id],
    queryFn: ({ signal }) => answered(api.GET("/api/metrics/{id}", { params: { path: { id } }, signal })),
  });
  if (asked.isPending) return <Loading height={480} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  const metric = asked.data;
  return (
    <div className={css.page}>
      <Head metric={metric} />
      <Course metric={metric} />
      <div className={css.columns}>
        <div className={css.stack}>
          <Targets metric={metric} />
          <Alerts metric={metric} />
        </div>
        <div className={css.stack}>
          <Made metric={metric} />
          <UsedBy metric={metric} />
        </div>
      </div>
    </div>
  );
}

function Head({ metric }: { metric: Body }) {
  const { t } = useTranslation("metrics");
  const project = useProject();
  const may = useMay();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const path = { params: { path: { id: metric.id } } };
  const again = () => queries.invalidateQueries({ queryKey: metricsKey(project.id) });
  const certify = useMutation({
    mutationFn: (certified: boolean) => answered(api.PATCH("/api/metrics/{id}", { ...path, body: { certified } as Schemas["MetricChange"] })),
    onSuccess: again,
    onError: tell.refusedAbout,
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/metrics/{id}", path)),
    onSuccess: async () => {
      await go(`/p/${project.id}/metrics`);
      await again();
    },
    onError: tell.refusedAbout,
  });
  return (
    <header className={css.title}>
      <h1><bdi>{metric.name}</bdi></h1>
      {metric.certified && <Tag icon={<CheckCircleFilled />}>{t("certifiedBy", { by: metric.certified_by })}</Tag>}
      <code>{metric.id}</code>
      <span className={css.space} />
      {!metric.built_in && may("analyse") && (
        <div className={css.actions}>
          <Button icon={<SafetyCertificateOutlined />} loading={certify.isPending} onClick={() => certify.mutate(!metric.certified)}>
            {t(metric.certified ? "uncertify" : "certify")}
          </Button>
          <Popconfirm title={t("removeSure")} okText={t("remove")} onConfirm={() => remove.mutateAsync().catch(() => undefined)}>
            <Button icon={<DeleteOutlined />} aria-label={t("remove")} />
          </Popconfirm>
        </div>
      )}
    </header>
  );
}

function Made({ metric }: { metric: Body }) {
  const { t } = useTranslation("metrics");
  const { id } = useProject();
  const format = useFormat();
  const versions = useQuery({
    queryKey: [...metricsKey(id), metric.id, "versions"],
    queryFn: ({ signal }) => answered(api.GET("/api/metrics/{id}/versions", { params: { path: { id: metric.id } }, signal })),
  });
  const older = (versions.data?.items ?? []).slice(0, -1).reverse();
  return (
    <Card size="small" title={t("definition")}>
      <p className={css.sentence}>{metric.sentence}</p>
      {metric.about && <p className={css.fresh}>{metric.about}</p>}
      <p className={css.fresh}>
        {t(`kinds.${metric.kind}`)} · {t(`directions.${metric.direction}`)} · {metric.built_in ? t("builtIn") : t("versionOf", { version: metric.version })}
        {metric.owner && <> · {t("ownedBy", { owner: metric.owner })}</>}
      </p>
      {older.length > 0 && (
        <ul className={css.used}>
          {older.map((one) => (
            <li key={one.version}>
              {t("versionOf", { version: one.version })}, {format.at(one.at)}: {one.sentence} {one.note && <em><bdi>{one.note}</bdi></em>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Users that have a page of their own. */
const LINKED: ReadonlySet<string> = new Set(["metric", "experiment", "holdout"]);

function UsedBy({ metric }: { metric: Body }) {
  const { t } = useTranslation("metrics");
  const { id } = useProject();
  return (
    <Card size="small" title={t("usedBy")}>
      {metric.used_by.length === 0 ? (
        <p className={css.fresh}>{t("unused")}</p>
      ) : (
        <ul className={css.used}>
          {metric.used_by.map((one) => (
            <li key={one.id}>
              {t(`users.${one.kind}`)}{" "}
              {LINKED.has(one.kind) ? <Link to={`/p/${id}/${one.kind}s/${one.id}`}><bdi>{one.name}</bdi></Link> : <bdi>{one.name}</bdi>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
