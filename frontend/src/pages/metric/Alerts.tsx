/** How the metric is watched: which side, how closely, and for how long an alert is silent. */
import { BellOutlined, DeleteOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Select, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { metricsKey } from "../metrics/useMetrics";
import css from "../segments/Segments.module.css";
import type { Body } from "./Metric";

type Alert = Schemas["Alert"];
const WEEK = 7 * 86_400_000;

export function Alerts({ metric }: { metric: Body }) {
  const { t } = useTranslation("metrics");
  const { id } = useProject();
  const may = useMay();
  const queries = useQueryClient();
  const tell = useTell();
  const [side, setSide] = useState<Alert["side"]>("both");
  const again = () => queries.invalidateQueries({ queryKey: metricsKey(id) });
  const path = { params: { path: { id: metric.id } } };
  const asked = useQuery({
    queryKey: [...metricsKey(id), metric.id, "alerts"],
    queryFn: ({ signal }) => answered(api.GET("/api/metrics/{id}/alerts", { ...path, signal })),
  });
  const add = useMutation({
    mutationFn: () => answered(api.POST("/api/metrics/{id}/alerts", { ...path, body: { side } as Schemas["NewAlert"] })),
    onSuccess: again,
    onError: tell.refusedAbout,
  });
  return (
    <Card size="small" title={t("alerts")}>
      {asked.isPending ? (
        <Loading rows={2} />
      ) : asked.isError ? (
        <Failed small error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <ul className={css.used}>
          {asked.data.items.map((one) => <One key={one.id} one={one} done={again} />)}
        </ul>
      )}
      {may("analyse") && (
        <div className={css.actions}>
          <Select<Alert["side"]> value={side} aria-label={t("watch")} onChange={setSide} options={(["both", "below", "above"] as const).map((value) => ({ value, label: t(`watches.${value}`) }))} />
          <Button icon={<BellOutlined />} loading={add.isPending} onClick={() => add.mutate()}>{t("addAlert")}</Button>
        </div>
      )}
    </Card>
  );
}

function One({ one, done }: { one: Alert; done: () => Promise<void> }) {
  const { t } = useTranslation("metrics");
  const format = useFormat();
  const may = useMay();
  const tell = useTell();
  const path = { params: { path: { id: one.metric, alert_id: one.id } } };
  const silent = one.snoozed_until !== null && Date.parse(one.snoozed_until) > Date.now();
  const snooze = useMutation({
    mutationFn: () => {
      const until = new Date(Date.now() + (silent ? -1000 : WEEK)).toISOString();
      return answered(api.PATCH("/api/metrics/{id}/alerts/{alert_id}", { ...path, body: { snoozed_until: until } as Schemas["AlertChange"] }));
    },
    onSuccess: done,
    onError: tell.refusedAbout,
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/metrics/{id}/alerts/{alert_id}", path)),
    onSuccess: done,
    onError: tell.refusedAbout,
  });
  return (
    <li>
      {t(`by.${one.interval}`)}, {t(`watches.${one.side}`)}{" "}
      <span className={css.fresh}>{t("closely", { sensitivity: format.number(one.sensitivity), minimum: format.number(one.minimum) })}</span>{" "}
      {silent && <Tag>{t("snoozed", { until: format.day(one.snoozed_until!) })}</Tag>}
      {may("analyse") && (
        <>
          <Button type="link" size="small" loading={snooze.isPending} onClick={() => snooze.mutate()}>{t(silent ? "wake" : "snooze")}</Button>
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("removeAlert")} loading={remove.isPending} onClick={() => remove.mutate()} />
        </>
      )}
    </li>
  );
}
