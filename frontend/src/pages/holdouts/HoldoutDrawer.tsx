/** A new holdout: how many are kept out of what, and what it is read by. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form, Input, InputNumber, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { askableCondition, type Condition, ConditionBuilder } from "@/shared/query";
import { useTell } from "@/shared/useTell";
import css from "../flags/Flags.module.css";
import { judgeable, useMetrics } from "../metrics/useMetrics";
import { holdoutsKey, UNIVERSAL } from "./useHoldouts";

const MOST = 50;

export function HoldoutDrawer({ close }: { close: () => void }) {
  const { t } = useTranslation("holdouts");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const metrics = useMetrics();
  const [name, setName] = useState("");
  const [wide, setWide] = useState(true);
  const [own, setOwn] = useState("");
  const [share, setShare] = useState<number | null>(5);
  const [condition, setCondition] = useState<Condition>();
  const [read, setRead] = useState<string[]>([]);
  const strategy = wide ? UNIVERSAL : own.trim();
  const create = useMutation({
    mutationFn: () => {
      const who = condition && askableCondition(condition);
      const body = { name, strategy, share, metrics: read, ...(who ? { condition: who } : {}) };
      return answered(api.POST("/api/holdouts", { body: body as never }));
    },
    onSuccess: async (one) => {
      await queries.invalidateQueries({ queryKey: holdoutsKey(project.id) });
      await go(`/p/${project.id}/holdouts/${one.id}`);
    },
    onError: tell.refusedAbout,
  });
  const options = judgeable(metrics.data);
  const complete = strategy !== "" && share !== null && read.length > 0;
  const footer = (
    <div className={css.footer}>
      <Button onClick={close}>{c("cancel")}</Button>
      <Button type="primary" disabled={!complete} loading={create.isPending} onClick={() => create.mutate()}>{t("begin")}</Button>
    </div>
  );
  return (
    <Drawer open size={560} title={t("new")} onClose={close} mask={{ closable: false }} footer={footer}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t("name")} htmlFor="holdout-name">
          <Input id="holdout-name" value={name} maxLength={200} dir="auto" onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        <div className={css.pair}>
          <Form.Item label={t("of")}>
            <Radio.Group aria-label={t("of")} optionType="button" value={wide} onChange={(event) => setWide(event.target.value as boolean)} options={[{ value: true, label: t("universal") }, { value: false, label: t("oneStrategy") }]} />
          </Form.Item>
          <Form.Item label={t("share")} htmlFor="holdout-share" extra={t("shareWhy")}>
            <InputNumber id="holdout-share" min={0.1} max={MOST} value={share} suffix="%" style={{ width: "100%" }} onChange={setShare} />
          </Form.Item>
        </div>
        {!wide && (
          <Form.Item label={t("strategy")} htmlFor="holdout-strategy" extra={t("strategyWhy")}>
            <Input id="holdout-strategy" value={own} maxLength={100} dir="ltr" placeholder="win-back" onChange={(event) => setOwn(event.target.value)} />
          </Form.Item>
        )}
        <Form.Item label={t("metrics")} htmlFor="holdout-metrics" extra={t("metricsWhy")}>
          <Select id="holdout-metrics" aria-label={t("metrics")} mode="multiple" optionFilterProp="label" loading={metrics.isPending} value={read} options={options} onChange={setRead} />
        </Form.Item>
        <Form.Item label={t("who")}>
          <ConditionBuilder value={condition} onChange={setCondition} label={t("who")} />
        </Form.Item>
        <Alert type="info" showIcon title={t("beginWhy")} />
      </Form>
    </Drawer>
  );
}
