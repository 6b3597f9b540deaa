/** The answer about paths: drawn, and listed below; every node, link and end opens who is behind it. */
import { Button } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type ChartHandle, Sankey, ViewSwitch } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { Empty } from "@/shared/states";
import { linkTo } from "@/shared/urlState";
import { useFormat } from "@/shared/useFormat";
import { Detail } from "./Detail";
import { called, drawn, isExit, MORE, OTHER, type Place, placeOf, type Ways } from "./drawn";
import style from "./Paths.module.css";
import { funnelOf, type PathsAsked, withEnds } from "./query";

interface Props {
  asked: PathsAsked;
  body: object;
  ways: Ways;
  onChange: (next: (now: PathsAsked) => PathsAsked) => void;
  chart: React.RefObject<ChartHandle | null>;
  /** Only the drawing, so high: on a dashboard. */
  bare?: number;
}

/** Who was at a place, went on from it to another, or left there. */
export type Behind = (place: Place, to?: string, dropped?: boolean, count?: number) => void;

export function useWords() {
  const { t } = useTranslation("paths");
  return useMemo(() => ({ other: t("other"), more: t("more"), exit: t("exit") }), [t]);
}

export function Result({ asked, body, ways, onChange, chart, bare }: Props) {
  const { t } = useTranslation("paths");
  const words = useWords();
  const format = useFormat();
  const [picked, setPicked] = useState<Place>();
  const picture = useMemo(() => drawn(ways, words, { start: asked.from !== undefined, goal: asked.to !== undefined }), [ways, words, asked.from, asked.to]);
  const behind: Behind = (place, to, dropped, count) => {
    const name = called(place.name, words);
    const from = place.name === OTHER && to === undefined ? {} : { from: place.name };
    const cell = { step: place.step, ...from, ...(to !== undefined && { to }), ...(dropped && { dropped }) };
    const title = to !== undefined ? `${name} → ${called(to, words)}` : dropped ? t("leftAt", { name }) : t("at", { place: place.step, name });
    const sides = [
      { name: t("passed"), cell },
      { name: t("exit"), cell: { ...cell, dropped: true } },
    ];
    openPeople({
      // The clock stands still at the moment of the answer, so that as many people are listed as the number says.
      query: { kind: "paths", ...body, now: ways.computed.at },
      cell,
      title,
      ...(count !== undefined && { count }),
      ...(to === undefined && !dropped && !asked.to && { sides }),
    });
  };
  const onNode = (id: string) => {
    const place = placeOf(id);
    if (isExit(id) || place.name === OTHER) return setPicked(undefined);
    setPicked(place);
    behind(place);
  };
  const onLink = (from: string, to: string) => {
    if (isExit(to)) return behind(placeOf(from), undefined, true);
    behind(placeOf(from), placeOf(to).name);
  };
  if (ways.paths === 0) {
    const nothing = <Empty small title={t("nothing")}>{t("nothingWhy")}</Empty>;
    return bare ? nothing : <section className={style.card}>{nothing}</section>;
  }
  const drawing = (
    <Sankey
      ref={chart}
      label={t("title")}
      nodes={picture.nodes}
      links={picture.links}
      unit={t(`count.${asked.by}`)}
      view={asked.show}
      height={bare}
      kinds={{ start: t("kind.start"), step: t("kind.step"), goal: t("kind.goal"), exit: t("exit"), other: t("other") }}
      onNode={onNode}
      onLink={onLink}
    />
  );
  if (bare) return drawing;
  return (
    <>
      <section className={style.card}>
        <div className={style.head}>
          <Fact name={t(`count.${asked.by}`)} value={format.number(ways.paths)} />
          <Fact name={t("people")} value={format.number(ways.people)} />
          <Fact name={t("leftFirst")} value={format.percent(share(ways))} />
          <ViewSwitch view={asked.show} onChange={(show) => onChange((now) => ({ ...now, show }))} />
        </div>
        {drawing}
        {picked && asked.show === "chart" ? <Picked place={picked} asked={asked} onChange={onChange} clear={() => setPicked(undefined)} /> : null}
      </section>
      <section className={`${style.card} ${style.table}`}>
        <h2>{t("detail")}</h2>
        <Detail ways={ways} by={asked.by} behind={behind} />
      </section>
    </>
  );
}

/** Those who did one thing and no more. */
function share(ways: Ways): number | null {
  const first = ways.steps.find((step) => step.step === 1);
  return first && first.paths > 0 ? first.dropped / first.paths : null;
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <dl className={style.fact}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </dl>
  );
}

interface PickedProps extends Pick<Props, "asked" | "onChange"> {
  place: Place;
  clear: () => void;
}

/** What can be asked next of a node. */
function Picked({ place, asked, onChange, clear }: PickedProps) {
  const { t } = useTranslation("paths");
  const words = useWords();
  const put = (next: (now: PathsAsked) => PathsAsked) => {
    clear();
    onChange(next);
  };
  const { name } = place;
  const start = asked.from && "event" in asked.from ? asked.from.event : undefined;
  return (
    <div className={style.picked} role="group" aria-label={called(name, words)}>
      <b><bdi>{called(name, words)}</bdi></b>
      {name === MORE ? null : (
        <>
          <Button size="small" onClick={() => put((now) => withEnds(now, { from: { node: name } }))}>{t("beginHere")}</Button>
          <Button size="small" onClick={() => put((now) => withEnds(now, { to: { node: name } }))}>{t("endHere")}</Button>
          <Button size="small" onClick={() => put((now) => ({ ...now, exclude: [...new Set([...(now.exclude ?? []), name])] }))}>{t("leaveOut")}</Button>
        </>
      )}
      {asked.node === "event" && start && start !== name ? <Link to={linkTo("../funnels", funnelOf(asked, [start, name]))} relative="path">{t("makeFunnel")}</Link> : null}
    </div>
  );
}
