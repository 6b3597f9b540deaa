/** What most flags leave as it is: when it runs, where, after which other flags, and with whom it is shared. */
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Collapse, DatePicker, Form, Input, InputNumber, Select, Switch } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useProject } from "@/session/useProject";
import { wallIn, wallStart } from "@/shared/format";
import { strategiesOf, useHoldouts, useStrategy } from "../holdouts/useHoldouts";
import css from "./Flags.module.css";
import type { Draft, Flag } from "./flag";
import { JsonField } from "./JsonField";
import { Rules } from "./Rules";

interface Props {
  draft: Draft;
  /** Those that it may depend on. */
  others: Flag[];
  put: (change: Partial<Draft>) => void;
}

export function More(props: Props) {
  const { t } = useTranslation("flags");
  const { draft } = props;
  const used = [
    ...(draft.starts_at || draft.ends_at ? ["schedule"] : []),
    ...(draft.environments.length ? ["environments"] : []),
    ...(draft.prerequisites.length ? ["prerequisites"] : []),
    ...(draft.namespace ? ["namespace"] : []),
    ...(draft.holdouts.length ? ["holdouts"] : []),
  ];
  const items = [
    { key: "schedule", children: <Schedule {...props} /> },
    { key: "environments", children: <Environments {...props} /> },
    { key: "prerequisites", children: <Prerequisites {...props} /> },
    { key: "namespace", children: <Space {...props} /> },
    { key: "holdouts", children: <Holdouts {...props} /> },
    { key: "rest", children: <Rest {...props} /> },
  ] as const;
  return <Collapse size="small" defaultActiveKey={used} items={items.map((one) => ({ ...one, label: t(`more.${one.key}`) }))} />;
}

function Schedule({ draft, put }: Props) {
  const { t } = useTranslation("flags");
  const zone = useProject().timezone;
  const field = (name: "starts_at" | "ends_at") => (
    <Form.Item label={t(name)} style={{ marginBottom: 0 }}>
      <DatePicker
        aria-label={t(name)}
        showTime={{ format: "HH:mm" }}
        format="YYYY-MM-DD HH:mm"
        style={{ width: "100%" }}
        value={draft[name] ? dayjs(wallIn(zone, draft[name])) : null}
        onChange={(next) => put({ [name]: next ? wallStart(zone, next.format("YYYY-MM-DDTHH:mm:ss")) : undefined })}
      />
    </Form.Item>
  );
  const wrong = draft.starts_at && draft.ends_at && draft.starts_at >= draft.ends_at;
  return (
    <div className={css.stack}>
      <p className={css.weak}>{t("scheduleWhy", { zone })}</p>
      <div className={css.pair}>{field("starts_at")}{field("ends_at")}</div>
      {wrong && <p className={css.wrong} role="alert">{t("endsBefore")}</p>}
    </div>
  );
}

function Environments({ draft, put }: Props) {
  const { t } = useTranslation("flags");
  const all = draft.environments;
  const change = (n: number, with_: Partial<Draft["environments"][number]>) => put({ environments: all.map((one, at) => (at === n ? { ...one, ...with_ } : one)) });
  return (
    <div className={css.stack}>
      <p className={css.weak}>{t("environmentsWhy")}</p>
      {all.map((one, n) => (
        <div key={n} className={css.rule} role="group" aria-label={one.name || t("environment")}>
          <div className={css.line}>
            <Input className={css.grow} value={one.name} maxLength={100} dir="ltr" aria-label={t("environment")} placeholder="staging" onChange={(event) => change(n, { name: event.target.value })} />
            <Switch size="small" checked={one.enabled} aria-label={t("turn", { key: one.name })} onChange={(enabled) => change(n, { enabled })} />
            <Checkbox checked={one.rules !== undefined} onChange={(event) => change(n, { rules: event.target.checked ? draft.rules : undefined })}>{t("ownRules")}</Checkbox>
            <Button type="text" icon={<CloseOutlined />} aria-label={t("removeEnvironment")} onClick={() => put({ environments: all.filter((_, at) => at !== n) })} />
          </div>
          {one.rules && <Rules rules={one.rules} variants={draft.kind === "multivariate" ? draft.variants : []} onChange={(rules) => change(n, { rules })} />}
        </div>
      ))}
      <Button size="small" className={css.start} icon={<PlusOutlined />} onClick={() => put({ environments: [...all, { name: "", enabled: true }] })}>{t("addEnvironment")}</Button>
    </div>
  );
}

function Prerequisites({ draft, others, put }: Props) {
  const { t } = useTranslation("flags");
  const all = draft.prerequisites;
  const change = (n: number, with_: Partial<Draft["prerequisites"][number]>) => put({ prerequisites: all.map((one, at) => (at === n ? { ...one, ...with_ } : one)) });
  return (
    <div className={css.stack}>
      <p className={css.weak}>{t("prerequisitesWhy")}</p>
      {all.map((one, n) => {
        const arms = others.find(({ key }) => key === one.flag)?.variants ?? [];
        return (
          <div key={n} className={css.line}>
            <Select className={css.grow} showSearch aria-label={t("flag")} placeholder={t("flag")} value={one.flag || undefined} onChange={(flag) => change(n, { flag, variants: [] })} options={others.map(({ key }) => ({ value: key, label: key }))} />
            {arms.length > 0 && (
              <Select className={css.grow} mode="multiple" aria-label={t("variants")} placeholder={t("anyVariant")} value={one.variants} onChange={(variants) => change(n, { variants })} options={arms.map(({ key }) => ({ value: key, label: key }))} />
            )}
            <Button type="text" icon={<CloseOutlined />} aria-label={t("removePrerequisite")} onClick={() => put({ prerequisites: all.filter((_, at) => at !== n) })} />
          </div>
        );
      })}
      <Button size="small" className={css.start} icon={<PlusOutlined />} disabled={others.length === 0} onClick={() => put({ prerequisites: [...all, { flag: "", variants: [] }] })}>{t("addPrerequisite")}</Button>
    </div>
  );
}

function Space({ draft, put }: Props) {
  const { t } = useTranslation("flags");
  const space = draft.namespace;
  const change = (with_: Partial<NonNullable<Draft["namespace"]>>) => put({ namespace: { name: "", start: 0, end: 100, ...space, ...with_ } });
  return (
    <div className={css.stack}>
      <p className={css.weak}>{t("namespaceWhy")}</p>
      <div className={css.line}>
        <Input className={css.grow} allowClear value={space?.name ?? ""} maxLength={200} aria-label={t("space")} placeholder={t("space")} onChange={(event) => (event.target.value ? change({ name: event.target.value }) : put({ namespace: undefined }))} />
        <InputNumber min={0} max={100} disabled={!space} value={space?.start ?? 0} suffix="%" aria-label={t("from")} onChange={(start) => change({ start: start ?? 0 })} />
        –
        <InputNumber min={0} max={100} disabled={!space} value={space?.end ?? 100} suffix="%" aria-label={t("to")} onChange={(end) => change({ end: end ?? 100 })} />
      </div>
    </div>
  );
}

function Holdouts({ draft, put }: Props) {
  const { t } = useTranslation("flags");
  const strategy = useStrategy();
  const known = useHoldouts();
  const values = [...new Set([...strategiesOf(known.data), ...draft.holdouts])];
  return (
    <div className={css.stack}>
      <p className={css.weak}>{t("holdoutsWhy")}</p>
      <Select mode="tags" aria-label={t("more.holdouts")} placeholder={t("noHoldouts")} value={draft.holdouts} options={values.map((value) => ({ value, label: strategy(value) }))} onChange={(holdouts) => put({ holdouts })} />
    </div>
  );
}

function Rest({ draft, put }: Props) {
  const { t } = useTranslation("flags");
  return (
    <div className={css.stack}>
      <div className={css.pair}>
        <Form.Item label={t("owner")} htmlFor="flag-owner" style={{ marginBottom: 0 }}>
          <Input id="flag-owner" value={draft.owner} maxLength={200} dir="auto" onChange={(event) => put({ owner: event.target.value })} />
        </Form.Item>
        <Form.Item label={t("seed")} htmlFor="flag-seed" style={{ marginBottom: 0 }}>
          <Input id="flag-seed" value={draft.seed} maxLength={200} dir="ltr" placeholder={draft.key} onChange={(event) => put({ seed: event.target.value })} />
        </Form.Item>
      </div>
      {draft.kind === "multivariate" && <JsonField label={t("off")} value={draft.off} onChange={(off) => put({ off })} />}
      <Checkbox checked={draft.sticky} onChange={(event) => put({ sticky: event.target.checked })}>{t("sticky")}</Checkbox>
      <Checkbox checked={draft.permanent} onChange={(event) => put({ permanent: event.target.checked })}>{t("permanent")}</Checkbox>
    </div>
  );
}
