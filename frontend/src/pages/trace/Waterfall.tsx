/** One payment: every touch before it on a line of time, who invited its person, and what it led to. */
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { Kpi } from "@/chart";
import { useProject } from "@/session/useProject";
import { nameOf } from "@/shared/person";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { lines, place, type Step } from "./steps";
import css from "./Trace.module.css";
import { TreeTable } from "./TreeTable";

type Traced = Schemas["Traced"];

export function Waterfall({ event }: { event: string }) {
  const { id } = useProject();
  const found = useQuery({
    queryKey: ["trace", id, event],
    queryFn: ({ signal }) => answered(api.GET("/api/trace", { params: { query: { event } }, signal })),
  });
  if (found.isPending) return <section className={css.card}><Loading height={420} /></section>;
  if (found.isError) return <section className={css.card}><Failed error={found.error} retry={() => void found.refetch()} /></section>;
  return <Told traced={found.data} />;
}

function Told({ traced }: { traced: Traced }) {
  const { t } = useTranslation("trace");
  const { id } = useProject();
  const format = useFormat();
  const { payment, first, forward } = traced;
  return (
    <>
      <section className={css.card}>
        <Link to={`/p/${id}/trace`}>{t("all")}</Link>
        <h2 className={css.order}>{t("order")} <bdi>{String(payment.order ?? payment.event)}</bdi></h2>
        <div className={css.heads}>
          <Kpi label={t("paid")} value={format.money(payment.paid)} />
          <Kpi label={t("took")} value={first ? format.duration(first.seconds) : null} hint={t("tookHint")} />
          <Kpi label={t("brought")} value={format.number(forward.people)} />
          <Kpi label={t("broughtPaid")} value={format.money(forward.paid)} hint={t("broughtPaidHint")} />
        </div>
        <p className={css.chain}>
          {[...traced.invited_by].reverse().map((one, n) => (
            <span key={n}><Who person={one.person} /> → </span>
          ))}
          <strong><Who person={payment.person} /></strong>
          {traced.invited_by.length === 0 && <span className={css.hint}> {t("uninvited")}</span>}
        </p>
      </section>
      <section className={css.card}>
        <h2>{t("waterfall")}</h2>
        {traced.steps_total > traced.steps.length && <p className={css.hint}>{t("cut", { count: traced.steps.length, whole: format.number(traced.steps_total) })}</p>}
        <Steps traced={traced} />
      </section>
      {forward.nodes.length > 1 && (
        <section className={css.card}>
          <h2>{t("forward")}</h2>
          <TreeTable nodes={forward.nodes} />
        </section>
      )}
    </>
  );
}

export function Who({ person }: { person: Schemas["PersonBody"] | null }) {
  const { t } = useTranslation("trace");
  const { id } = useProject();
  if (!person) return <em>{t("erased")}</em>;
  return <Link to={`/p/${id}/people/${person.id}`}><bdi>{nameOf(person)}</bdi></Link>;
}

const SHOWN = 60;

function Steps({ traced }: { traced: Traced }) {
  const { t } = useTranslation("trace");
  const format = useFormat();
  const [whole, setWhole] = useState(false);
  const all = lines(traced.steps);
  const first = traced.first ?? traced.steps[0]!;
  const shown = whole ? all : all.slice(-SHOWN);
  return (
    <>
      {shown.length < all.length && (
        <Button size="small" onClick={() => setWhole(true)}>{t("earlier", { count: all.length - shown.length })}</Button>
      )}
      <ol className={css.steps}>
        {shown.map(({ step, count }) => (
          <li key={step.id} data-kind={step.kind}>
            <time dateTime={step.at}>{format.at(step.at)}</time>
            <Tag className={css.kind}>{t(`kind.${step.kind}`)}</Tag>
            <span className={css.what} dir="auto">{count > 1 ? t("several", { count }) : said(step)}</span>
            <span className={css.line} aria-hidden><span style={{ insetInlineStart: `${100 * place(step, first)}%` }} /></span>
          </li>
        ))}
      </ol>
    </>
  );
}

const WORDS = ["channel", "campaign", "experiment", "variant", "coupon", "page", "product", "order_id", "score", "rating"] as const;

/** The event, and what it says of itself. */
function said({ event, properties }: Step): string {
  const told = properties as Record<string, unknown>;
  return [event, ...WORDS.flatMap((name) => (told[name] == null ? [] : [String(told[name])]))].join(" · ");
}
