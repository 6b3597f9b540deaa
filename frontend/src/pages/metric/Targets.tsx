/** What the metric shall be, where it stands, and what its week or month will end at. */
import { DeleteOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, InputNumber, Select, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { COLOURS } from "../metrics/Metrics";
import { metricsKey, useValue } from "../metrics/useMetrics";
import css from "../segments/Segments.module.css";
import type { Body } from "./Metric";

type Beat = Schemas["NewTarget"]["interval"];

export function Targets({ metric }: { metric: Body }) {
  const { t } = useTranslation("metrics");
  const { id } = useProject();
  const may = useMay();
  const queries = useQueryClient();
  const tell = useTell();
  const value = useValue(metric.unit);
  const again = () => queries.invalidateQueries({ queryKey: metricsKey(id) });
  const board = useQuery({
    queryKey: [...metricsKey(id), "kpi", metric.id],
    queryFn: ({ signal }) => answered(api.GET("/api/kpi", { params: { query: { metric: metric.id } }, signal })),
  });
  const remove = useMutation({
    mutationFn: (target: string) => answered(api.DELETE("/api/kpi/{id}", { params: { path: { id: target } } })),
    onSuccess: again,
    onError: tell.refusedAbout,
  });
  return (
    <Card size="small" title={t("targets")}>
      {board.isPending ? (
        <Loading rows={2} />
      ) : board.isError ? (
        <Failed small error={board.error} retry={() => void board.refetch()} />
      ) : (
        <ul className={css.used}>
          {board.data.items.map((one) => (
            <li key={one.id}>
              {t(`by.${one.interval}`)}: <strong>{value(one.value)}</strong>{" "}
              {one.hidden ? (
                <span className={css.fresh}>{t("hiddenTarget")}</span>
              ) : (
                <>
                  <Tag color={COLOURS[one.standing.status]}>{t(`statuses.${one.standing.status}`)}</Tag>
                  <span className={css.fresh}>
                    {t("stands", { current: value(one.standing.current), forecast: value(one.standing.forecast) })} ({t(`methods.${one.standing.method}`)})
                  </span>
                </>
              )}
              {may("analyse") && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("removeTarget")} onClick={() => remove.mutate(one.id)} />}
            </li>
          ))}
        </ul>
      )}
      {may("analyse") && <NewTarget metric={metric} done={again} />}
    </Card>
  );
}

function NewTarget({ metric, done }: { metric: Body; done: () => Promise<void> }) {
  const { t } = useTranslation("metrics");
  const tell = useTell();
  const [interval, setInterval] = useState<Beat>("month");
  const [value, setValue] = useState<number | null>(null);
  const percent = metric.unit === "percent";
  const add = useMutation({
    mutationFn: () => answered(api.POST("/api/kpi", { body: { metric: metric.id, interval, value: (value ?? 0) / (percent ? 100 : 1), owner: "" } })),
    onSuccess: async () => {
      setValue(null);
      await done();
    },
    onError: tell.refusedAbout,
  });
  return (
    <div className={css.actions}>
      <Select<Beat> value={interval} aria-label={t("interval")} onChange={setInterval} options={(["day", "week", "month"] as const).map((one) => ({ value: one, label: t(`by.${one}`) }))} />
      <InputNumber aria-label={t("target")} placeholder={t("target")} value={value} onChange={setValue} suffix={percent ? "%" : undefined} />
      <Button disabled={value === null} loading={add.isPending} onClick={() => add.mutate()}>{t("addTarget")}</Button>
    </div>
  );
}
