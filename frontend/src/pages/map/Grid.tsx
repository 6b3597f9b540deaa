/** The map as a table: a column for each touchpoint under its stage, a row for each lane; every number opens who. */
import { Tag } from "antd";
import { type ComponentProps, Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { linkTo } from "@/shared/urlState";
import { useFormat } from "@/shared/useFormat";
import { Changed, useSaid } from "./Changed";
import css from "./Map.module.css";
import { type Asked, type Bottleneck, bottlenecksOf, type Box, columns, type JourneyMap, mapBody, type Numbers, type Touchpoint, useStageName, type Way } from "./useMaps";

interface Props {
  map: JourneyMap;
  numbers: Numbers;
  asked: Asked;
  bottlenecks?: readonly Bottleneck[];
}

interface Column {
  point: Touchpoint;
  box?: Box;
  ways: Way[];
  changed?: Schemas["BoxChange"];
  waysChanged: Schemas["WayChange"][];
}

export function Grid({ map, numbers, asked, bottlenecks = [] }: Props) {
  const { t } = useTranslation("maps");
  const stageName = useStageName();
  const grouped = columns(map);
  const changes = numbers.before?.changes;
  const line: Column[] = grouped.flatMap(({ points }) =>
    points.map((point) => ({
      point,
      box: numbers.boxes.find((one) => one.box.key === point.key),
      ways: numbers.ways.filter((one) => one.way.source === point.key),
      changed: changes?.boxes.find((one) => one.key === point.key),
      waysChanged: changes?.ways.filter((one) => one.source === point.key) ?? [],
    })),
  );
  const names = new Map(map.touchpoints.map((one) => [one.key, one.name]));
  const shared = { names, asked: { kind: "journey_map", ...mapBody(map.id, asked), version: numbers.version, now: numbers.computed.at }, worth: bottlenecksOf(map.id, asked) };
  const gone = changes?.gone ?? [];
  const lane = (name: string, cell: (one: Column) => ReactNode, why?: string) => (
    <tr>
      <th scope="row" title={why}>{name}</th>
      {line.map((one) => <td key={one.point.key}>{cell(one)}</td>)}
    </tr>
  );
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t("title")}>
      <table className={css.grid}>
        <thead>
          <tr>
            <th scope="col">{t("lane.stage")}</th>
            {grouped.map(({ stage, points }, n) => <th key={stage.key} scope="colgroup" colSpan={points.length} className={css.stage} data-tone={n % 4}><bdi>{stageName(stage)}</bdi></th>)}
          </tr>
          <tr>
            <th scope="col">{t("lane.touchpoint")}</th>
            {line.map(({ point }) => <th key={point.key} scope="col" className={css.point} title={point.events.map((one) => one.event ?? t("anyEvent")).join(", ")}><bdi>{point.name}</bdi></th>)}
          </tr>
        </thead>
        <tbody>
          {lane(t("lane.goal"), ({ point }) => (point.goal ? <span dir="auto">{point.goal}</span> : "—"))}
          {lane(t("lane.owner"), ({ point }) => (point.owner ? <bdi>{point.owner}</bdi> : "—"))}
          {lane(t("lane.people"), (one) => <People one={one} asked={shared.asked} />, t("why.people"))}
          {lane(t("lane.next"), (one) => <Ways one={one} {...shared} bottlenecks={bottlenecks} />, t("why.next"))}
          {lane(t("lane.timeToNext"), (one) => <Times one={one} names={names} />, t("why.timeToNext"))}
          {lane(t("lane.bounce"), ({ box, changed }) => <Plain value={box?.box.bounce} change={changed?.bounce} as="share" good="down" />, t("why.bounce"))}
          {lane(t("lane.dwell"), ({ box, changed }) => <Plain value={box?.box.dwell_seconds} change={changed?.dwell} as="seconds" />, t("why.dwell"))}
          {lane(t("lane.feeling"), (one) => <Feeling one={one} asked={shared.asked} />, t("why.voices"))}
          {lane(t("lane.complaints"), (one) => <Complaints one={one} asked={shared.asked} />, t("why.voices"))}
          {lane(t("lane.target"), (one) => <Target one={one} />)}
          {lane(t("lane.experiments"), ({ box }) => <Experiments box={box} />)}
          {lane(t("lane.opportunities"), ({ point }) => (point.opportunities?.length ? <ul className={css.notes}>{point.opportunities.map((text) => <li key={text} dir="auto">{text}</li>)}</ul> : "—"))}
        </tbody>
      </table>
      {numbers.hidden.length ? <p className={css.foot}>{t("hidden")}</p> : null}
      {gone.length ? <p className={css.foot}>{t("onlyThere", { names: gone.join(t("comma")) })}</p> : null}
    </div>
  );
}

function NoData() {
  const { t } = useTranslation("maps");
  return <span className={css.none}>{t("noData")}</span>;
}

function Plain({ value, ...rest }: { value: number | null | undefined } & ComponentProps<typeof Changed>) {
  const said = useSaid();
  if (value == null) return <NoData />;
  return (
    <>
      <span className={css.number}>{said.value(value, rest.as)}</span>
      <Changed {...rest} />
    </>
  );
}

type AskedFor = { kind: string } & Record<string, unknown>;

function People({ one: { point, box, changed }, asked }: { one: Column; asked: AskedFor }) {
  const { t } = useTranslation("maps");
  const format = useFormat();
  const { id } = useProject();
  if (!box) return <NoData />;
  const { people } = box.box;
  const open = () => openPeople({ query: asked, cell: { touchpoint: point.key }, title: t("at", { name: point.name }), count: people });
  return (
    <>
      {people ? <button type="button" className={css.big} onClick={open} title={t("seeWho")}>{format.number(people)}</button> : <span className={css.big}>0</span>}
      <Changed change={changed?.people} as="count" good="up" />
      {box.report ? <Link className={css.report} to={linkTo(`/p/${id}/trends`, box.report.query)} aria-label={`${t("report")} · ${point.name}`}>{t("report")}</Link> : null}
    </>
  );
}

interface WaysProps {
  one: Column;
  names: ReadonlyMap<string, string>;
  asked: AskedFor;
  /** The question that the bottlenecks answer. */
  worth: object;
  bottlenecks: readonly Bottleneck[];
}

function Ways({ one: { point, ways, waysChanged }, names, asked, worth, bottlenecks }: WaysProps) {
  const { t } = useTranslation("maps");
  const format = useFormat();
  const { id } = useProject();
  if (!ways.length) return <>{t("end")}</>;
  return ways.map(({ way, report }) => {
    const place = bottlenecks.findIndex((one) => one.source === way.source && one.target === way.target);
    const lost = bottlenecks[place];
    const changed = waysChanged.find((one) => one.target === way.target);
    const who = (dropped: boolean) =>
      openPeople({
        query: asked,
        cell: { touchpoint: way.source, next: way.target, dropped },
        title: t(dropped ? "leftAfter" : "wentOn", { from: point.name, to: names.get(way.target) }),
        count: dropped ? way.people - way.passed : way.passed,
        sides: [
          { name: t("lost"), cell: { touchpoint: way.source, next: way.target, dropped: true } },
          { name: t("passed"), cell: { touchpoint: way.source, next: way.target } },
        ],
      });
    return (
      <div key={way.target} className={css.way} data-worst={place === 0 || undefined} data-bottleneck={place > 0 || undefined}>
        <span className={css.to}>→ <bdi>{names.get(way.target)}</bdi></span>
        <button type="button" className={css.rate} onClick={() => who(true)} title={t("seeLost")}>{way.rate === null ? "—" : format.percent(way.rate)}</button>
        <Changed change={changed?.rate} as="share" good="up" />
        <i className={css.bar} aria-hidden><b style={{ width: `${100 * (way.rate ?? 0)}%` }} /></i>
        {lost ? (
          <Link className={css.cost} to={linkTo(`/p/${id}/bottlenecks`, worth) + `#${lost.source}-${lost.target}`}>
            {place === 0 ? t("worst") : t("bottleneck", { place: place + 1 })}{" "}
            {lost.arithmetic.value_per_week === null ? t("peopleWeek", { people: format.number(lost.arithmetic.lost_per_week, 0) }) : t("perWeek", { value: format.money(lost.arithmetic.value_per_week, { compact: true }) })}
          </Link>
        ) : null}
        {report ? <Link className={css.report} to={linkTo(`/p/${id}/funnels`, report.query)} aria-label={`${t("report")} · ${point.name} → ${names.get(way.target)}`}>{t("report")}</Link> : null}
      </div>
    );
  });
}

function Times({ one: { ways, waysChanged }, names }: { one: Column; names: ReadonlyMap<string, string> }) {
  const told = ways.filter(({ way }) => way.median_seconds !== null);
  if (!told.length) return <NoData />;
  return told.map(({ way }) => (
    <div key={way.target}>
      {ways.length > 1 ? <span className={css.to}>→ <bdi>{names.get(way.target)}</bdi> </span> : null}
      <Plain value={way.median_seconds} change={waysChanged.find((one) => one.target === way.target)?.seconds} as="seconds" good="down" />
    </div>
  ));
}

const heard = (box: Box | undefined, topics: boolean) => box?.box.said.filter((one) => (one.kind === "topic") === topics) ?? [];

function Feeling({ one: { point, box, changed }, asked }: { one: Column; asked: AskedFor }) {
  const { t } = useTranslation("maps");
  const format = useFormat();
  const said = heard(box, false);
  if (!said.length) return <NoData />;
  return said.map((one) => {
    const then = changed?.said.find((other) => other.voice === one.voice);
    const open = () => openPeople({ query: asked, cell: { touchpoint: point.key, voice: one.voice }, title: t("spokeAt", { name: point.name }) });
    const nps = one.kind === "nps";
    return (
      <Fragment key={one.voice}>
        <button type="button" className={css.feeling} data-mood={mood(nps ? one.nps! : (one.mean! - 3) * 50)} onClick={open} title={t("answers", { count: one.voices })}>
          {nps ? `NPS ${format.number(one.nps, 0)}` : `★ ${format.number(one.mean, 1)}`}
        </button>
        <Changed change={then?.score} as="score" good="up" />
        <small className={css.hint}>{t("answers", { count: one.voices })}</small>
      </Fragment>
    );
  });
}

const mood = (score: number) => (score >= 30 ? "good" : score >= 0 ? "fair" : "bad");
const MOST_TOPICS = 3;

function Complaints({ one: { point, box, changed }, asked }: { one: Column; asked: AskedFor }) {
  const { t } = useTranslation("maps");
  const format = useFormat();
  const topics = heard(box, true).flatMap((one) => one.topics.map((topic) => ({ ...topic, voice: one.voice })));
  if (!topics.length) return <NoData />;
  return (
    <ul className={css.topics}>
      {topics.slice(0, MOST_TOPICS).map((one) => (
        <li key={String(one.value)}>
          <button type="button" className={css.press} onClick={() => openPeople({ query: asked, cell: { touchpoint: point.key, voice: one.voice, value: one.value }, title: t("complained", { topic: String(one.value) }), count: one.people })}>
            <bdi>{String(one.value)}</bdi> {format.number(one.voices)}
          </button>
          <Changed change={changed?.said.find((other) => other.voice === one.voice)?.topics.find((other) => other.value === one.value)?.voices} as="count" good="down" />
        </li>
      ))}
    </ul>
  );
}

/** What shall be reached, what is, and whether it is. */
function Target({ one: { point, box, ways } }: { one: Column }) {
  const { t } = useTranslation("maps");
  const format = useFormat();
  const { target } = point;
  if (!target || !box) return <>—</>;
  const said = (kind: string) => box.box.said.find((one) => one.kind === kind);
  const now = {
    people: box.box.people, conversion: ways[0]?.way.rate ?? null, bounce: box.box.bounce, dwell: box.box.dwell_seconds,
    nps: said("nps")?.nps ?? null, stars: said("stars")?.mean ?? null,
  }[target.goal];
  const share = target.goal === "conversion" || target.goal === "bounce";
  const say = (value: number | null) => (share ? format.percent(value) : target.goal === "dwell" ? format.duration(value) : format.number(value, 1));
  const reached = now === null ? undefined : target.goal === "bounce" ? now <= target.value : now >= target.value;
  return (
    <span className={css.target} data-reached={reached}>
      {t(`goal.${target.goal}`)} {target.goal === "bounce" ? "≤" : "≥"} {say(target.value)}
      <small>{reached === undefined ? t("noData") : reached ? `✓ ${t("reached")} ${say(now)}` : `✗ ${t("missed")} ${say(now)}`}</small>
    </span>
  );
}

function Experiments({ box }: { box?: Box }) {
  const { t } = useTranslation("experiments");
  const { id } = useProject();
  if (!box?.experiments.length) return <>—</>;
  return box.experiments.map((one) => (
    <div key={one.id}>
      <Link to={`/p/${id}/experiments/${one.id}`}><bdi>{one.name || one.key}</bdi></Link> <Tag>{t(`statuses.${one.status as "running"}`)}</Tag>
    </div>
  ));
}
