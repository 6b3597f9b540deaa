/** The five numbers of a growth team: who comes, who is new, who gets started, who stays, what they pay. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { Kpi } from "@/chart";
import type { KeyEvents } from "@/session/useKeyEvents";
import { useFormat } from "@/shared/useFormat";
import { ChooseKeyEvent } from "./ChooseKeyEvent";
import css from "./Home.module.css";
import * as ask from "./questions";
import type { View } from "./view";

type Drawn = Schemas["Drawn"];

interface Answer {
  data?: Drawn;
  error: unknown;
  isPending: boolean;
}

interface Props {
  view: View;
  keys: KeyEvents;
  active: Answer;
  money: Answer;
}

export function Cards({ view, keys, active, money }: Props) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const report = ask.useReportLink();
  const { sign_up, revenue } = keys;
  const fresh = sign_up ? ask.newPeople(view, sign_up) : undefined;
  const people = ask.useTrend(fresh);
  return (
    <div className={css.cards}>
      <TrendCard label={t("active")} hint={t("hint.active")} answer={active} href={report("trends", ask.activePeople(view))} say={format.number} />
      {!sign_up ? (
        <ChooseKeyEvent kind="sign_up" label={t("new")} />
      ) : (
        <TrendCard label={t("new")} hint={t("hint.new", { event: sign_up.event })} answer={people} href={report("trends", fresh!)} say={format.number} />
      )}
      <ActivationCard view={view} keys={keys} previous={active.data?.previous_buckets?.[0]} edge={active.data?.buckets[0]} />
      <RetentionCard view={view} keys={keys} previous={active.data?.previous_buckets?.[0]} edge={active.data?.buckets[0]} />
      {!revenue ? (
        <ChooseKeyEvent kind="revenue" label={t("revenue")} />
      ) : (
        <TrendCard
          label={t("revenue")}
          hint={t("hint.revenue", { event: revenue.event, property: revenue.property })}
          answer={money}
          href={report("trends", ask.revenue(view, revenue))}
          say={(value) => format.money(value, { compact: true })}
        />
      )}
    </div>
  );
}

interface TrendCardProps {
  label: string;
  hint: string;
  answer: Answer;
  href: string;
  say: (value: number | undefined) => string;
}

function TrendCard({ label, hint, answer, href, say }: TrendCardProps) {
  const { t } = useTranslation("home");
  const now = answer.data?.series.find((line) => line.period === "current");
  const before = answer.data?.series.find((line) => line.period === "previous");
  return (
    <Kpi
        label={label}
        hint={hint}
        value={say(now?.total)}
        delta={ask.delta(now?.total, before?.total)}
        against={t("against")}
        spark={ended(now?.values, answer.data?.complete)}
        href={href}
        loading={answer.isPending}
        error={answer.error}
      />
  );
}

/** The bucket that is still running would look like a fall. */
function ended<T>(values: readonly T[] | undefined, complete: readonly boolean[] | undefined): readonly T[] | undefined {
  return values?.slice(0, complete?.at(-1) ? undefined : -1);
}

/** Where the period before begins and this one does, as the server told. */
interface Compared {
  view: View;
  keys: KeyEvents;
  previous: string | undefined;
  edge: string | undefined;
}

function ActivationCard({ view, keys, previous, edge }: Compared) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const report = ask.useReportLink();
  const { sign_up, activation } = keys;
  const body = sign_up && activation ? ask.activation(view, sign_up, activation) : undefined;
  const now = ask.useFunnel(body);
  const before = ask.useFunnel(body && previous ? { ...body, since: previous, until: edge } : undefined);
  const course = ask.useFunnelCourse(body, view);
  if (!body) return <ChooseKeyEvent kind={sign_up ? "activation" : "sign_up"} label={t("activation")} />;
  const [share, earlier] = [now, before].map((one) => one.data?.steps[1]?.from_start);
  return (
    <Kpi
        label={t("activation")}
        hint={t("hint.activation", { from: sign_up?.event, to: activation?.event })}
        value={format.percent(share)}
        delta={ask.delta(share, earlier)}
        against={t("against")}
        spark={ended(course.data?.whole.rate, course.data?.complete)}
        href={report("funnels", body)}
        loading={now.isPending}
        error={now.error}
      />
  );
}

function RetentionCard({ view, keys, previous, edge }: Compared) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const report = ask.useReportLink();
  const body = ask.dayRetention(view, keys.sign_up);
  const now = ask.useRetention(body);
  const before = ask.useRetention(previous ? { ...body, since: previous, until: edge } : undefined);
  const [share, earlier] = [now, before].map((one) => one.data?.mean[ask.DAY]);
  const course = now.data?.cohorts.map((one) => (one.complete[ask.DAY] && one.people > 0 ? (one.returned[ask.DAY] ?? 0) / one.people : null));
  return (
    <Kpi
        label={t("retention")}
        hint={t("hint.retention", { event: keys.sign_up?.event ?? t("firstEvent") })}
        value={format.percent(share)}
        delta={ask.delta(share, earlier)}
        against={t("against")}
        spark={course}
        href={report("retention", body)}
        loading={now.isPending}
        error={now.error}
      />
  );
}
