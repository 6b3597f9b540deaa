/** How good a tag is: coverage, freshness, flips from base date to base date, and what an audit says of each value. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Table, Tag as Mark } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { Line } from "@/chart";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "../tags/Tags.module.css";
import { type Body, tagsKey, valueText } from "../tags/useTags";
import { Labels } from "./Labels";

export function Quality({ tag }: { tag: Body }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const asked = useQuery({
    queryKey: [...tagsKey(project.id), tag.id, "quality"],
    enabled: tag.run !== null,
    queryFn: () => answered(api.GET("/api/tags/{id}/quality", { params: { path: { id: tag.id } } })) as Promise<Schemas["QualityBody"]>,
  });
  if (!tag.run) return null;
  return (
    <Card size="small" title={t("quality")}>
      {asked.isPending ? <Loading height={160} /> : asked.isError ? <Failed small error={asked.error} retry={() => void asked.refetch()} /> : <Known tag={tag} quality={asked.data} />}
    </Card>
  );
}

function Known({ tag, quality }: { tag: Body; quality: Schemas["QualityBody"] }) {
  const { t } = useTranslation("tags");
  const format = useFormat();
  const runs = [...quality.runs].reverse();
  return (
    <div className={css.stack}>
      <dl className={css.facts}>
        <div>
          <dt>{t("coverage")}</dt>
          <dd>{format.percent(quality.coverage)}</dd>
        </div>
        <div>
          <dt>{t("flips")}</dt>
          <dd>
            {quality.flip_rate === null ? "–" : format.percent(quality.flip_rate)}
            {quality.runs[0]?.before && <small>{t("since", { base: format.day(quality.runs[0].before) })}</small>}
          </dd>
        </div>
        <div>
          <dt>{t("base")}</dt>
          <dd>
            {format.day(quality.base)}
            <small>{quality.stale ? <Mark color="orange">{t("stale")}</Mark> : t("computedAt", { at: format.ago(quality.computed_at) })}</small>
          </dd>
        </div>
        <div>
          <dt>{t("audited")}</dt>
          <dd>{format.number(quality.labelled)}<small>{t("ofSampled", { count: quality.sampled })}</small></dd>
        </div>
      </dl>
      {runs.length > 1 && (
        <Line label={t("history")} height={140} interval="day" buckets={runs.map((one) => one.base)} series={[{ name: t("people"), values: runs.map((one) => one.people) }]} />
      )}
      <Audit tag={tag} quality={quality} />
    </div>
  );
}

function Audit({ tag, quality }: { tag: Body; quality: Schemas["QualityBody"] }) {
  const { t } = useTranslation("tags");
  const may = useMay();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const share = (value: number | null) => (value === null ? "–" : format.percent(value));
  return (
    <>
      {quality.labelled > 0 && (
        <Table
          rowKey={(one) => valueText(one.value)}
          size="small"
          pagination={false}
          dataSource={quality.accuracy}
          scroll={{ x: "max-content" }}
          columns={[
            { title: t("value"), render: (_, one) => <bdi>{valueText(one.value)}</bdi> },
            { title: t("people"), align: "right", render: (_, one) => format.number(one.people) },
            { title: t("labelled"), align: "right", render: (_, one) => `${format.number(one.right)} / ${format.number(one.labelled)}` },
            {
              title: t("precision"),
              align: "right",
              render: (_, one) => (
                <>
                  {share(one.precision)}
                  {one.precision_range && <small className={css.muted}> {format.percent(one.precision_range[0], 0)}–{format.percent(one.precision_range[1], 0)}</small>}
                </>
              ),
            },
            { title: t("recall"), align: "right", render: (_, one) => share(one.recall) },
          ]}
        />
      )}
      <div className={css.actions}>
        {may("analyse") && <Button onClick={() => setOpen(true)}>{t("audit")}</Button>}
        {quality.labelled === 0 && <p className={css.muted}>{t("auditWhy")}</p>}
      </div>
      {open && <Labels tag={tag} close={() => setOpen(false)} />}
    </>
  );
}
