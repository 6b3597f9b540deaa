/** One bottleneck: what it costs a week and how that is worked out, how well it is known, and what can be done. */
import { ExperimentOutlined, TeamOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "../map/Map.module.css";
import type { Bottleneck, JourneyMap } from "../map/useMaps";
import own from "./Bottlenecks.module.css";
import { Causes } from "./Causes";
import { Friction } from "./Friction";
import { metricOf, planOf } from "./experiment";
import { useValueOf } from "./useTable";

interface Props {
  one: Bottleneck;
  place: number;
  map: JourneyMap;
  query: { kind: string } & Record<string, unknown>;
}

const EVIDENCE = { correlational: "default", quasi_experimental: "blue", experimental: "success" } as const;

export function One({ one, place, map, query }: Props) {
  const { t } = useTranslation("bottlenecks");
  const format = useFormat();
  const may = useMay();
  const name = (key: string) => map.touchpoints.find((point) => point.key === key)?.name ?? key;
  const title = `${name(one.source)} → ${name(one.target)}`;
  const valueOf = useValueOf();
  const group = one.group ? `${one.group.dimension} = ${valueOf(one.group.value)}` : t("everybody");
  const sums = one.arithmetic;
  const open = () =>
    openPeople({
      query,
      cell: { source: one.source, target: one.target, since: one.since, until: one.until, group: one.group },
      title: t("lostTitle", { title, group }),
    });
  return (
    <li className={css.card} id={`${one.source}-${one.target}`}>
      <article className={own.one} aria-label={title}>
        <header className={own.head}>
          <span className={own.place}>{place}</span>
          <div className={css.grow}>
            <h2 dir="auto">{title}</h2>
            <p className={css.hint}><bdi>{group}</bdi> · {t(one.basis === "history" ? "since" : "latest", { day: format.day(one.since) })}</p>
          </div>
          <div className={own.value}>
            <b>{sums.value_per_week === null ? t("people", { people: format.number(sums.lost_per_week, 0) }) : format.money(sums.value_per_week, { compact: true })}</b>
            <small>{t("perWeek")}{sums.low === null ? "" : ` · ${t("between", { low: format.money(sums.low, { compact: true }), high: format.money(sums.high, { compact: true }) })}`}</small>
          </div>
        </header>
        <Sums one={one} />
        <p className={own.evidence}>
          <Tag color={EVIDENCE[one.evidence]}>{t(`evidence.${one.evidence}`)}</Tag>
          <span className={css.hint}>{t(`evidenceWhy.${one.evidence}`)}</span>
        </p>
        <Friction signals={one.friction} name={name} />
        <Causes causes={one.causes} />
        <footer className={css.row}>
          <Button type="primary" icon={<TeamOutlined />} onClick={open}>{t("seeWho")}</Button>
          {may("operate") && may("analyse") ? <Draft one={one} map={map} title={title} group={group} /> : null}
        </footer>
      </article>
    </li>
  );
}

/** entered × (reference − rate) = lost; × what comes back × money each = value: with every number in its place. */
function Sums({ one }: { one: Bottleneck }) {
  const { t } = useTranslation("bottlenecks");
  const format = useFormat();
  const sums = one.arithmetic;
  const part = (value: string, word: string) => <span className={own.part}><b>{value}</b><small>{word}</small></span>;
  return (
    <div className={own.sums} role="group" aria-label={t("arithmetic")}>
      {part(format.number(sums.entered_per_week, 0), t("entered"))}
      <i aria-hidden>×</i>
      <span className={own.bracket}>
        <i aria-hidden>(</i>
        {part(format.percent(sums.reference_rate), t(one.basis === "history" ? "rateBefore" : "ratePeers"))}
        <i aria-hidden>−</i>
        {part(format.percent(sums.rate), t("rateNow"))}
        <i aria-hidden>)</i>
      </span>
      <i aria-hidden>=</i>
      {part(format.number(sums.lost_per_week, 0), t("lost"))}
      {sums.value_each === null ? null : (
        <>
          {sums.recovery === 1 ? null : <><i aria-hidden>×</i>{part(format.percent(sums.recovery, 0), t("recovery"))}</>}
          <i aria-hidden>×</i>
          {part(format.money(sums.value_each), t("each"))}
          <i aria-hidden>=</i>
          {part(format.money(sums.value_per_week, { compact: true }), t("perWeek"))}
        </>
      )}
    </div>
  );
}

/** An experiment drafted on the bottleneck: the step's own conversion as its metric, the group as its people. */
function Draft({ one, map, title, group }: { one: Bottleneck; map: JourneyMap; title: string; group: string }) {
  const { t } = useTranslation("bottlenecks");
  const format = useFormat();
  const { id } = useProject();
  const go = useNavigate();
  const tell = useTell();
  const draft = useMutation({
    mutationFn: async () => {
      const named = t("metricName", { title });
      const known = await answered(api.GET("/api/metrics"));
      const metric = known.items.find((each) => each.name === named) ?? (await answered(api.POST("/api/metrics", { body: metricOf(one, map, named) as never })));
      const hypothesis = t("hypothesis", { title, group, before: format.percent(one.arithmetic.reference_rate), now: format.percent(one.arithmetic.rate) });
      return answered(api.POST("/api/experiments", { body: planOf(one, map, metric.id, t("experimentName", { title, group }), hypothesis, Date.now()) as never }));
    },
    onSuccess: (made) => go(`/p/${id}/experiments/${made.id}`),
    onError: tell.refusedAbout,
  });
  return <Button icon={<ExperimentOutlined />} loading={draft.isPending} onClick={() => draft.mutate()}>{t("draft")}</Button>;
}
