/** A metric of one's own: what is counted, of whom, within which time. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useTell } from "@/shared/useTell";
import { EventFilterEditor, PropertyPicker } from "@/shared/query";
import { definitionOf, type Made, MADE, NOTHING } from "./made";
import { GROUPS, metricsKey } from "./useMetrics";

const UNITS = ["number", "percent", "money", "seconds", "days"] as const;

export function MetricDrawer({ close }: { close: () => void }) {
  const { t } = useTranslation("metrics");
  const project = useProject();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const [made, setMade] = useState<Made>(NOTHING);
  const change = (some: Partial<Made>) => setMade((now) => ({ ...now, ...some }));
  const create = useMutation({
    mutationFn: () => answered(api.POST("/api/metrics", { body: definitionOf(made) as Schemas["NewMetric"] })),
    onSuccess: async (one) => {
      await queries.invalidateQueries({ queryKey: metricsKey(project.id) });
      await go(`/p/${project.id}/metrics/${one.id}`);
    },
    onError: tell.refusedAbout,
  });
  const numeric = made.kind === "mean" || made.kind === "sum" || made.kind === "ratio" || made.kind === "quantile";
  return (
    <Drawer
      open
      size={520}
      title={t("new")}
      onClose={close}
      extra={<Button type="primary" disabled={!made.name.trim()} loading={create.isPending} onClick={() => create.mutate()}>{t("save")}</Button>}
    >
      <Form layout="vertical">
        <Form.Item label={t("name")} htmlFor="metric-name" required>
          <Input id="metric-name" value={made.name} maxLength={200} onChange={(event) => change({ name: event.target.value })} dir="auto" />
        </Form.Item>
        <Form.Item label={t("kind")} htmlFor="metric-kind" help={t(`kindHelp.${made.kind}`)}>
          <Select id="metric-kind" value={made.kind} onChange={(kind) => change({ kind })} options={MADE.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
        </Form.Item>
        <Form.Item label={t("event")}>
          <EventFilterEditor value={made.event} onChange={(event) => change({ event })} any label={t("event")} />
        </Form.Item>
        {numeric && (
          <Form.Item label={t("property")} help={t("propertyHelp")}>
            <PropertyPicker
              of={["event"]}
              event={made.event.event}
              types={["number"]}
              value={made.property ? { of: "event", property: made.property } : undefined}
              onChange={({ property }) => change({ property })}
              onClear={() => change({ property: undefined })}
              label={t("property")}
            />
          </Form.Item>
        )}
        {made.kind !== "sum" && made.kind !== "quantile" && (
          <Form.Item label={t("base")} help={t("baseHelp")}>
            <EventFilterEditor value={made.base} onChange={(base) => change({ base })} any label={t("base")} />
          </Form.Item>
        )}
        {made.kind === "proportion" && (
          <Form.Item label={t("window")} htmlFor="metric-window" help={t("windowHelp")}>
            <InputNumber id="metric-window" min={1} max={366} value={made.window} onChange={(window) => change({ window })} suffix={t("days")} />
          </Form.Item>
        )}
        {made.kind === "retention" && (
          <Form.Item label={t("day")} htmlFor="metric-day">
            <InputNumber id="metric-day" min={1} max={366} value={made.day} onChange={(day) => change({ day: day ?? 1 })} />
          </Form.Item>
        )}
        <Form.Item label={t("group")} htmlFor="metric-group">
          <Select id="metric-group" value={made.group} onChange={(group) => change({ group })} options={GROUPS.map((value) => ({ value, label: t(`groups.${value}`) }))} />
        </Form.Item>
        <Form.Item label={t("unit")} htmlFor="metric-unit">
          <Select id="metric-unit" value={made.unit} onChange={(unit) => change({ unit })} options={UNITS.map((value) => ({ value, label: t(`units.${value}`) }))} />
        </Form.Item>
        <Form.Item label={t("direction")} htmlFor="metric-direction">
          <Select id="metric-direction" value={made.direction} onChange={(direction) => change({ direction })} options={(["up", "down", "none"] as const).map((value) => ({ value, label: t(`directions.${value}`) }))} />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
