/** The change among people apart by one of their properties, corrected for how many groups are looked at. */
import { useQuery } from "@tanstack/react-query";
import { Card, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { PropertyPicker } from "@/shared/query";
import { Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { armName, type Experiment, experimentsKey, useChange, useRange } from "../experiments/useExperiments";
import css from "./Experiment.module.css";
import { P } from "./Lines";

export function Apart({ experiment }: { experiment: Experiment }) {
  const { t } = useTranslation("experiments");
  const { id } = useProject();
  const format = useFormat();
  const change = useChange();
  const range = useRange();
  const [property, setProperty] = useState<string>();
  const found = useQuery({
    enabled: property !== undefined,
    queryKey: [...experimentsKey(id), experiment.id, "by", property],
    queryFn: ({ signal }) => answered(api.GET("/api/experiments/{id}/results/by", { params: { path: { id: experiment.id }, query: { property: property! } }, signal })),
  });
  return (
    <Card size="small" title={t("apart")}>
      <PropertyPicker of={["person"]} value={property ? { of: "person", property } : undefined} onChange={(one) => setProperty(one.property)} onClear={() => setProperty(undefined)} label={t("apart")} />
      {found.isError && <Failed small error={found.error} retry={() => void found.refetch()} />}
      {property && !found.isError && (
        <>
          <p className={css.weak}>{t("apartWhy")}</p>
          <div className={css.scroll} tabIndex={0} role="region" aria-label={t("apart")}>
            <Table<Schemas["SegmentLine"]>
              rowKey={(one) => one.value + one.variant}
              size="small"
              loading={found.isPending}
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              dataSource={found.data?.lines}
              columns={[
                { title: t("value"), render: (_, one) => <bdi>{one.value || t("unknown")}</bdi> },
                { title: t("variant"), render: (_, one) => <bdi>{armName(experiment, one.variant)}</bdi> },
                { title: t("people"), align: "right", render: (_, one) => format.number(one.people) },
                { title: t("change"), align: "right", render: (_, one) => (one.estimate === null ? "—" : change(one.estimate)) },
                { title: t("interval"), align: "right", render: (_, one) => (one.estimate === null ? "—" : range(one.low, one.high)) },
                { title: t("p"), align: "right", render: (_, one) => <P value={one.p_corrected} /> },
              ]}
            />
          </div>
        </>
      )}
    </Card>
  );
}
