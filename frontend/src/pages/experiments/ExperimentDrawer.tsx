/** A new experiment: what is expected, who takes part, which metrics tell, and how long it takes. */
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Drawer, Form, Input, InputNumber, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { ConditionBuilder } from "@/shared/query";
import { useTell } from "@/shared/useTell";
import css from "../flags/Flags.module.css";
import { judgeable, useMetrics } from "../metrics/useMetrics";
import { bodyOf, complete, type Draft, FRESH, moving } from "./draft";
import { Power } from "./Power";
import { useChanged, useMethods } from "./useExperiments";

export function ExperimentDrawer({ close }: { close: () => void }) {
  const { t } = useTranslation("experiments");
  const project = useProject();
  const changed = useChanged();
  const go = useNavigate();
  const tell = useTell();
  const [draft, setDraft] = useState<Draft>(FRESH);
  const put = (some: Partial<Draft>) => setDraft((now) => ({ ...now, ...some }));
  const create = useMutation({
    mutationFn: () => answered(api.POST("/api/experiments", { body: bodyOf(draft) as never })),
    onSuccess: async (one) => {
      await changed();
      await go(`/p/${project.id}/experiments/${one.id}`);
    },
    onError: tell.refusedAbout,
  });
  return (
    <Drawer
      open
      size={640}
      title={t("new")}
      onClose={close}
      mask={{ closable: false }}
      extra={<Button type="primary" disabled={!complete(draft)} loading={create.isPending} onClick={() => create.mutate()}>{t("save")}</Button>}
    >
      <Form layout="vertical" component="div" requiredMark={false}>
        <div className={css.pair}>
          <Form.Item label={t("name")} htmlFor="experiment-name">
            <Input id="experiment-name" value={draft.name} maxLength={200} dir="auto" onChange={(event) => put({ name: event.target.value })} />
          </Form.Item>
          <Form.Item label={t("key")} htmlFor="experiment-key" extra={t("keyWhy")}>
            <Input id="experiment-key" value={draft.key} maxLength={200} dir="ltr" placeholder="new-checkout" onChange={(event) => put({ key: event.target.value })} />
          </Form.Item>
        </div>
        <Form.Item label={t("hypothesis")} htmlFor="experiment-hypothesis" extra={t("hypothesisWhy")}>
          <Input.TextArea id="experiment-hypothesis" value={draft.hypothesis} maxLength={5000} autoSize={{ minRows: 2, maxRows: 6 }} dir="auto" onChange={(event) => put({ hypothesis: event.target.value })} />
        </Form.Item>
        <Way draft={draft} put={put} />
        <Arms draft={draft} put={put} />
        <Measured draft={draft} put={put} />
        {!draft.bandit && <Power draft={draft} put={put} />}
        <div className={css.stack}>
          <Checkbox checked={draft.keepOut} onChange={(event) => put({ keepOut: event.target.checked })}>{t("keepOut")}</Checkbox>
          {!draft.bandit && <Checkbox checked={draft.aa} onChange={(event) => put({ aa: event.target.checked })}>{t("aa")}</Checkbox>}
        </div>
      </Form>
    </Drawer>
  );
}

interface PartProps {
  draft: Draft;
  put: (some: Partial<Draft>) => void;
}

/** Shares that stay, or shares that move; and when each is the right one. */
function Way({ draft, put }: PartProps) {
  const { t } = useTranslation("experiments");
  const quantiles = (useMetrics().data ?? []).filter((one) => one.kind === "quantile").map((one) => one.id);
  return (
    <Form.Item label={t("bandit.way")} extra={t(draft.bandit ? "bandit.fits" : "bandit.fitsNot")}>
      <div className={css.line}>
        <Segmented<"ab" | "bandit"> aria-label={t("bandit.way")} value={draft.bandit ? "bandit" : "ab"} options={(["ab", "bandit"] as const).map((value) => ({ value, label: t(`bandit.ways.${value}`) }))} onChange={(way) => put(way === "bandit" ? moving(draft, quantiles) : { bandit: false })} />
        {draft.bandit && (
          <>
            <Select aria-label={t("bandit.every")} value={draft.every} options={(["day", "hour"] as const).map((value) => ({ value, label: t(`bandit.each.${value}`) }))} onChange={(every) => put({ every })} />
            <label className={css.line}>
              {t("bandit.floor")}
              <InputNumber min={1} max={50} value={draft.floor} suffix="%" onChange={(floor) => put({ floor: floor ?? 5 })} />
            </label>
          </>
        )}
      </div>
    </Form.Item>
  );
}

function Arms({ draft, put }: PartProps) {
  const { t } = useTranslation("experiments");
  const change = (n: number, some: Partial<Draft["variants"][0]>) => put({ variants: draft.variants.map((one, at) => (at === n ? { ...one, ...some } : one)) });
  return (
    <>
      <Form.Item label={t("variants")}>
        <div className={css.stack}>
          {draft.variants.map((one, n) => (
            <div key={n} className={css.line}>
              <Input className={css.grow} value={one.key} maxLength={200} dir="ltr" aria-label={`${t("variantKey")} ${n + 1}`} onChange={(event) => change(n, { key: event.target.value })} />
              <InputNumber min={0.1} max={1000} value={one.weight} aria-label={t("weight", { key: one.key })} onChange={(weight) => change(n, { weight: weight ?? 1 })} />
              <Button type="text" icon={<CloseOutlined />} disabled={draft.variants.length < 3} aria-label={t("removeVariant", { key: one.key })} onClick={() => put({ variants: draft.variants.filter((_, at) => at !== n) })} />
            </div>
          ))}
          <div>
            <Button size="small" icon={<PlusOutlined />} onClick={() => put({ variants: [...draft.variants, { key: "", weight: 50 }] })}>{t("addVariant")}</Button>
          </div>
        </div>
      </Form.Item>
      <Form.Item label={t("traffic")} htmlFor="experiment-traffic">
        <InputNumber id="experiment-traffic" min={1} max={100} value={draft.traffic} suffix="%" onChange={(traffic) => put({ traffic: traffic ?? 100 })} />
      </Form.Item>
      <Form.Item label={t("who")}>
        <ConditionBuilder value={draft.condition} onChange={(condition) => put({ condition })} label={t("who")} />
      </Form.Item>
    </>
  );
}

function Measured({ draft, put }: PartProps) {
  const { t } = useTranslation("experiments");
  const metrics = useMetrics();
  const engines = useMethods();
  const options = judgeable(metrics.data?.filter((one) => !draft.bandit || one.kind !== "quantile"));
  const but = (...taken: (string | undefined)[]) => options.filter((one) => !taken.includes(one.value));
  return (
    <>
      <Form.Item label={t("primary")} htmlFor="experiment-primary">
        <Select id="experiment-primary" aria-label={t("primary")} showSearch={{ optionFilterProp: "label" }} loading={metrics.isPending} value={draft.primary} options={but(...draft.guardrails, ...draft.secondary)} onChange={(primary) => put({ primary })} />
      </Form.Item>
      <Form.Item label={t("guardrails")} htmlFor="experiment-guardrails" extra={t("guardrailsWhy")}>
        <Select id="experiment-guardrails" aria-label={t("guardrails")} mode="multiple" optionFilterProp="label" value={draft.guardrails} options={but(draft.primary, ...draft.secondary)} onChange={(guardrails) => put({ guardrails })} />
      </Form.Item>
      <Form.Item label={t("secondary")} htmlFor="experiment-secondary">
        <Select id="experiment-secondary" aria-label={t("secondary")} mode="multiple" optionFilterProp="label" value={draft.secondary} options={but(draft.primary, ...draft.guardrails)} onChange={(secondary) => put({ secondary })} />
      </Form.Item>
      {!draft.bandit && <Form.Item label={t("method")} htmlFor="experiment-method">
        <Select id="experiment-method" aria-label={t("method")} value={draft.engine} onChange={(engine) => put({ engine })} options={[{ value: "", label: t("byDefault") }, ...(engines.data ?? []).map((one) => ({ value: one.name, label: `${one.title} · ${one.about}` }))]} />
      </Form.Item>}
    </>
  );
}
