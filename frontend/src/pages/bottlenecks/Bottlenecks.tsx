/** The bottlenecks of a journey map, the dearest first, each with its arithmetic, its evidence and what can be done. */
import { CheckCircleOutlined, CompassOutlined } from "@ant-design/icons";
import { Alert, Button, Select } from "antd";
import { type ReactNode, useEffect, useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { type ChartHandle, photographed } from "@/chart";
import { useProject } from "@/session/useProject";
import { last, rangeText, useSentence } from "@/shared/query";
import { useAnswer, useQuestion } from "@/shared/report";
import { ComputedBy } from "@/shared/report/ComputedBy";
import { ReportActions } from "@/shared/report/ReportActions";
import { Empty, Failed, Loading } from "@/shared/states";
import { useTheme } from "@/shell/ThemeProvider";
import { Gone } from "../map/Gone";
import css from "../map/Map.module.css";
import { type Bottlenecks as Found, mapOf, useMap, useMaps } from "../map/useMaps";
import own from "./Bottlenecks.module.css";
import { One } from "./One";
import { type BottlenecksAsked, bottlenecksBody, type Course, courseOf, readBottlenecks } from "./query";
import { useTable } from "./useTable";

/** The range where none is said. */
const HISTORY = last(90);

export default function Bottlenecks() {
  const { t } = useTranslation("bottlenecks");
  const { asked, set, broken, waiting } = useQuestion<BottlenecksAsked>(readBottlenecks, {});
  if (waiting) return <Loading height={480} />;
  return (
    <div className={css.page}>
      {broken ? <Alert type="warning" showIcon title={t("broken")} /> : null}
      {asked.steps ? <Listed asked={asked} course={courseOf(asked)} /> : <OfMap asked={asked} set={set} />}
    </div>
  );
}

interface Props {
  asked: BottlenecksAsked;
  set: (next: (now: BottlenecksAsked) => BottlenecksAsked) => void;
}

function OfMap({ asked, set }: Props) {
  const { t } = useTranslation("bottlenecks");
  const { id } = useProject();
  const maps = useMaps();
  if (maps.isError) return <Failed error={maps.error} retry={() => void maps.refetch()} />;
  if (maps.isPending) return <Loading height={480} />;
  const chosen = mapOf(maps.data, asked.map);
  if (chosen) return <Mapped asked={{ ...asked, map: chosen.id }} set={set} names={maps.data} />;
  if (asked.map !== undefined) return <Gone title={t("title")} to="bottlenecks" />;
  return (
    <>
      <header className={css.title}><h1>{t("title")}</h1></header>
      <section className={css.card}>
        <Empty icon={<CompassOutlined />} title={t("noMap")} action={<Link to={`/p/${id}/journey-map`}><Button type="primary">{t("toMap")}</Button></Link>}>{t("noMapWhy")}</Empty>
      </section>
    </>
  );
}

function Mapped({ asked, set, names }: Props & { asked: { map: string }; names: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation("bottlenecks");
  const map = useMap(asked.map, asked.version);
  const choose = (next: string) => set(({ version: _, ...rest }) => ({ ...rest, map: next }));
  return (
    <Listed asked={asked} course={map.data} failed={map.isError ? <Failed error={map.error} retry={() => void map.refetch()} /> : null}>
      {names.length > 1 ? <Select aria-label={t("map")} value={asked.map} options={names.map((one) => ({ value: one.id, label: one.name }))} onChange={choose} /> : null}
    </Listed>
  );
}

interface ListedProps {
  asked: BottlenecksAsked;
  /** What people come through; undefined while it is on its way. */
  course: Course | undefined;
  /** Why it does not come. */
  failed?: ReactNode;
  /** What else stands in the head. */
  children?: ReactNode;
}

function Listed({ asked, course, failed, children }: ListedProps) {
  const { t } = useTranslation("bottlenecks");
  const { id } = useProject();
  const chart = useRef<ChartHandle>(null);
  const body = bottlenecksBody(asked);
  const found = useAnswer<Found>("bottlenecks", body);
  return (
    <>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        {children}
        <Link to={`/p/${id}/journey-map`}><Button icon={<CompassOutlined />}>{t("toMap")}</Button></Link>
        <ReportActions kind="bottlenecks" title={t("title")} body={body} chart={chart} ready={found.data !== undefined && !found.isError && !failed} />
      </header>
      {failed ? (
        failed
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : course && found.data ? (
        <Ranked asked={asked} course={course} found={found.data} query={{ kind: "bottlenecks", ...body, now: found.data.computed.at }} chart={chart} />
      ) : (
        <Loading height={480} />
      )}
    </>
  );
}

interface RankedProps {
  asked: BottlenecksAsked;
  course: Course;
  found: Found;
  query: { kind: string } & Record<string, unknown>;
  chart: React.RefObject<ChartHandle | null>;
}

function Ranked({ asked, course, found, query, chart }: RankedProps) {
  const { t } = useTranslation("bottlenecks");
  const { t: words, i18n } = useTranslation("query");
  const say = useSentence(asked.condition);
  const { palette } = useTheme();
  const { hash } = useLocation();
  const place = useRef<HTMLDivElement>(null);
  const { file } = useTable(found.names, found.items);
  useImperativeHandle(chart, () => ({ table: file, png: () => photographed(place.current!, t("title"), palette) }));
  const { since, until } = asked;
  const range = rangeText(since || until ? { since, until } : HISTORY, words, i18n.language);
  const told = [t("counts", { range, dimensions: found.dimensions.join(t("comma")) || "—" }), asked.condition && say(asked.condition)].filter(Boolean).join(" ");
  useEffect(() => {
    if (hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView({ block: "start" });
  }, [hash]);
  return (
    <>
      {found.items.length ? (
        <div ref={place}>
          <ol className={own.list}>
            {found.items.map((one, n) => <One key={`${one.source} ${one.target}`} one={one} place={n + 1} course={course} names={found.names} query={query} />)}
          </ol>
        </div>
      ) : (
        <section className={css.card}><Empty icon={<CheckCircleOutlined />} title={t("none")}>{t("noneWhy")}</Empty></section>
      )}
      <section className={`${css.card} ${css.foot}`}><ComputedBy computed={found.computed} told={told} /></section>
    </>
  );
}
