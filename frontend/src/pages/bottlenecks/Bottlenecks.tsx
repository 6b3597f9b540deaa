/** The bottlenecks of a journey map, the dearest first, each with its arithmetic, its evidence and what can be done. */
import { CheckCircleOutlined, CompassOutlined } from "@ant-design/icons";
import { Alert, Button, Select } from "antd";
import { useEffect, useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { type ChartHandle, photographed } from "@/chart";
import { useProject } from "@/session/useProject";
import { useAnswer, useQuestion } from "@/shared/report";
import { ComputedBy } from "@/shared/report/ComputedBy";
import { ReportActions } from "@/shared/report/ReportActions";
import { Empty, Failed, Loading } from "@/shared/states";
import { useTheme } from "@/shell/ThemeProvider";
import css from "../map/Map.module.css";
import { type Asked, bottleneckBody, type Bottlenecks as Found, type JourneyMap, readAsked, useMap, useMaps } from "../map/useMaps";
import { One } from "./One";
import own from "./Bottlenecks.module.css";
import { useTable } from "./useTable";

export default function Bottlenecks() {
  const { t } = useTranslation("bottlenecks");
  const { id } = useProject();
  const maps = useMaps();
  const { asked, set, broken, waiting } = useQuestion<Asked>(readAsked, {});
  if (maps.isError) return <Failed error={maps.error} retry={() => void maps.refetch()} />;
  if (maps.isPending || waiting) return <Loading height={480} />;
  const chosen = maps.data.find((one) => one.id === asked.map) ?? maps.data[0];
  if (chosen) return <Listed id={chosen.id} asked={asked} set={set} names={maps.data} broken={broken} />;
  return (
    <div className={css.page}>
      <header className={css.title}><h1>{t("title")}</h1></header>
      <section className={css.card}>
        <Empty icon={<CompassOutlined />} title={t("noMap")} action={<Link to={`/p/${id}/journey-map`}><Button type="primary">{t("toMap")}</Button></Link>}>{t("noMapWhy")}</Empty>
      </section>
    </div>
  );
}

interface Props {
  id: string;
  asked: Asked;
  set: (next: () => Asked) => void;
  names: readonly { id: string; name: string }[];
  broken: boolean;
}

function Listed({ id, asked, set, names, broken }: Props) {
  const { t } = useTranslation("bottlenecks");
  const project = useProject();
  const chart = useRef<ChartHandle>(null);
  const body = bottleneckBody(id, asked);
  const map = useMap(id, asked.version);
  const found = useAnswer<Found>("bottlenecks", body);
  const failed = [map, found].find((one) => one.isError);
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        {names.length > 1 ? <Select aria-label={t("map")} value={id} options={names.map((one) => ({ value: one.id, label: one.name }))} onChange={(next) => set(() => ({ map: next }))} /> : null}
        <Link to={`/p/${project.id}/journey-map`}><Button icon={<CompassOutlined />}>{t("toMap")}</Button></Link>
        <ReportActions kind="bottlenecks" title={t("title")} body={body} chart={chart} ready={found.data !== undefined && !failed} />
      </header>
      {broken ? <Alert type="warning" showIcon title={t("broken")} /> : null}
      {failed ? (
        <Failed error={failed.error} retry={() => void failed.refetch()} />
      ) : map.data && found.data ? (
        <Ranked map={map.data} found={found.data} query={{ kind: "bottlenecks", ...body, now: found.data.computed.at }} chart={chart} />
      ) : (
        <Loading height={480} />
      )}
    </div>
  );
}

interface RankedProps {
  map: JourneyMap;
  found: Found;
  query: { kind: string } & Record<string, unknown>;
  chart: React.RefObject<ChartHandle | null>;
}

function Ranked({ map, found, query, chart }: RankedProps) {
  const { t } = useTranslation("bottlenecks");
  const { palette } = useTheme();
  const { hash } = useLocation();
  const place = useRef<HTMLDivElement>(null);
  const { file } = useTable(found.names, found.items);
  useImperativeHandle(chart, () => ({ table: file, png: () => photographed(place.current!, t("title"), palette) }));
  useEffect(() => {
    if (hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView({ block: "start" });
  }, [hash]);
  return (
    <>
      {found.items.length ? (
        <div ref={place}>
          <ol className={own.list}>
            {found.items.map((one, n) => <One key={`${one.source} ${one.target}`} one={one} place={n + 1} map={map} query={query} />)}
          </ol>
        </div>
      ) : (
        <section className={css.card}><Empty icon={<CheckCircleOutlined />} title={t("none")}>{t("noneWhy")}</Empty></section>
      )}
      <section className={`${css.card} ${css.foot}`}><ComputedBy computed={found.computed} told={t("counts", { dimensions: found.dimensions.join(t("comma")) || "—" })} /></section>
    </>
  );
}
