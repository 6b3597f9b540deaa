/** One bottleneck: what it costs a week and how that is worked out, how well it is known, and what can be done. */
import { ExperimentOutlined, TeamOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useMay } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { useValueName } from "@/shared/report";
import { useFormat } from "@/shared/useFormat";
import css from "../map/Map.module.css";
import type { Bottleneck } from "../map/useMaps";
import own from "./Bottlenecks.module.css";
import { Causes } from "./Causes";
import { Friction } from "./Friction";
import type { Course } from "./query";
import { useDraft } from "./useDraft";

interface Props {
  one: Bottleneck;
  place: number;
  course: Course;
  /** What its touchpoints are called. */
  names: Readonly<Record<string, string>>;
  query: { kind: string } & Record<string, unknown>;
}

const EVIDENCE = { correlational: "default", quasi_experimental: "blue", experimental: "success" } as const;

export function One({ one, place, course, names, query }: Props) {
  const { t } = useTranslation("bottlenecks");
  const format = useFormat();
  const may = useMay();
  const name = (key: string) => names[key] ?? key;
  const title = `${name(one.source)} → ${name(one.target)}`;
  const valueName = useValueName();
  const group = one.group ? `${one.group.dimension} = ${valueName(one.group.value)}` : t("everybody");
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
          {may("operate") && may("analyse") ? <Draft one={one} course={course} title={title} group={group} /> : null}
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

function Draft({ one, course, title, group }: { one: Bottleneck; course: Course; title: string; group: string }) {
  const { t } = useTranslation("bottlenecks");
  const draft = useDraft(one, course, title, group);
  return <Button icon={<ExperimentOutlined />} loading={draft.isPending} onClick={() => draft.mutate()}>{t("draft")}</Button>;
}
