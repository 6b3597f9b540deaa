/** Something done or not done: which event, how often, when. */
import { InputNumber } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useProject } from "@/session/useProject";
import { dayIn, dayStart } from "@/shared/format";
import type { Did, Times } from "./condition";
import { EventPicker } from "./EventPicker";
import { Finder } from "./Finder";
import css from "./query.module.css";
import { didNot } from "./sentence";
import { SpanField } from "./SpanField";
import { useTestList } from "./TestList";

const MomentField = lazy(() => import("./MomentField"));
const TIMES = ["gte", "eq", "lte", "gt", "lt", "ne", "between"] as const;
const WHENS = ["ever", "within", "since", "until", "fromTo"] as const;
type When = (typeof WHENS)[number];

export function DidRow({ value, onChange, fresh }: { value: Did; onChange: (next: Did) => void; fresh?: boolean }) {
  const { t } = useTranslation("query");
  const not = didNot(value);
  const { times: _, ...timeless } = value;
  const tests = useTestList({
    value: value.where ?? [],
    event: value.did,
    onChange: (where) => {
      const { where: _, ...rest } = value;
      onChange(where.length ? { ...rest, where } : rest);
    },
  });
  return (
    <>
      <Finder
        label={t("doesHold")}
        shown={t(not ? "didNot" : "did")}
        onSearch={false}
        options={[false, true].map((each) => ({ key: String(each), value: each, text: t(each ? "didNot" : "did") }))}
        chosen={[String(not)]}
        onChoose={(next) => onChange(next ? { ...value, times: { op: "eq", value: 0 } } : timeless)}
      />
      <EventPicker value={value.did} startOpen={fresh} onChange={(did) => onChange({ ...value, did })} />
      {not ? null : <TimesField value={value.times} onChange={(times) => onChange({ ...value, times })} />}
      <WhenField value={value} onChange={onChange} />
      {tests.add("icon")}
      {tests.list ? <div className={css.full}>{tests.list}</div> : null}
    </>
  );
}

function TimesField({ value = { op: "gte", value: 1 }, onChange }: { value?: Times; onChange: (times: Times) => void }) {
  const { t } = useTranslation("query");
  const [low, high] = Array.isArray(value.value) ? value.value : [value.value, value.value];
  const count = (label: string, now: number, change: (next: number) => void) => (
    <InputNumber className={css.count} aria-label={label} min={0} max={1_000_000} precision={0} value={now} onChange={(next) => next !== null && change(next)} />
  );
  return (
    <>
      <Finder
        label={t("howOften")}
        shown={t(`often.${value.op}`)}
        onSearch={false}
        options={TIMES.map((op) => ({ key: op, value: op, text: t(`often.${op}`) }))}
        chosen={[value.op]}
        onChoose={(op) => onChange({ op, value: op === "between" ? [low, Math.max(high, low + 1)] : low })}
      />
      {count(t("howOften"), low, (next) => onChange({ op: value.op, value: value.op === "between" ? [next, high] : next }))}
      {value.op === "between" ? count(t("upTo"), high, (next) => onChange({ op: value.op, value: [low, next] })) : null}
      <span className={css.word}>{t("timesWord", { count: high })}</span>
    </>
  );
}

function WhenField({ value, onChange }: { value: Did; onChange: (next: Did) => void }) {
  const { t } = useTranslation("query");
  const zone = useProject().timezone;
  const { within, since, until, ...rest } = value;
  const when: When = within ? "within" : since && until ? "fromTo" : since ? "since" : until ? "until" : "ever";
  const moment = (label: string, now: string | undefined, change: (next: string) => void) => (
    <Suspense>
      <MomentField label={label} value={now} onChange={(next) => next && change(next)} />
    </Suspense>
  );
  const to = (next: When) => {
    // As the field beside it, which tells days: from the moment on at which they begin.
    const [today, before] = [0, 30].map((days) => dayStart(zone, dayIn(zone, Date.now() - days * 86_400_000)));
    if (next === "ever") onChange(rest);
    else if (next === "within") onChange({ ...rest, within: within ?? { days: 7 } });
    else if (next === "since") onChange({ ...rest, since: since ?? before });
    else if (next === "until") onChange({ ...rest, until: until ?? today });
    else onChange({ ...rest, since: since ?? before, until: until ?? today });
  };
  return (
    <>
      <Finder
        label={t("when.label")}
        shown={t(`when.${when}`)}
        onSearch={false}
        options={WHENS.map((each) => ({ key: each, value: each, text: t(`when.${each}`) }))}
        chosen={[when]}
        onChoose={to}
      />
      {within ? <SpanField label={t("when.within")} value={within} onChange={(next) => onChange({ ...rest, within: next })} /> : null}
      {since ? moment(t("firstDay"), since, (next) => onChange({ ...value, since: next })) : null}
      {until ? moment(t("when.until"), until, (next) => onChange({ ...value, until: next })) : null}
    </>
  );
}
