/** What changed: the events whose volume moved most from one week to the next. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api } from "@/api/client";
import { Spark } from "@/chart";
import { Change } from "@/chart/Kpi";
import { useProject } from "@/session/useProject";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "./Home.module.css";
import { HOME, useReportLink, useTrend, weekOverWeek } from "./questions";
import { Panel } from "./Panel";
import { type Moved, mostMoved } from "./moved";

/** So many events are compared, the busiest of the project. */
const COMPARED = 12;
const SHOWN = 7;

/** The costliest question of Home is asked last: `ready` = the others have their answers. */
export function Changed({ segment, ready }: { segment?: string; ready: boolean }) {
  const { t } = useTranslation("home");
  const { id } = useProject();
  const report = useReportLink();
  const names = useQuery({
    queryKey: [HOME, id, "names"],
    queryFn: () => answered(api.GET("/api/catalog/events", { params: { query: { limit: COMPARED } } })),
    select: (page) => page.items.map((item) => item.name),
  });
  const asked = ready && names.data?.length ? weekOverWeek(names.data, segment) : undefined;
  const weeks = useTrend(asked);
  const error = names.error ?? weeks.error;
  const rows = weeks.data && mostMoved(weeks.data.series, weeks.data.complete).slice(0, SHOWN);
  return (
    <Panel title={t("changed.title")}>
      {error ? (
        <Failed small error={error} retry={() => void (names.error ? names : weeks).refetch()} />
      ) : rows?.length ? (
        <ul className={css.rows}>
          {rows.map((row) => (
            <Row key={row.name} row={row} href={report("trends", { ...asked!, series: [{ event: row.name, measure: "total" }] })} />
          ))}
        </ul>
      ) : names.isPending || weeks.isLoading || !ready ? (
        <Loading rows={5} />
      ) : (
        <Empty small title={t("changed.none")} />
      )}
    </Panel>
  );
}

function Row({ row, href }: { row: Moved; href: string }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  return (
    <li className={css.row}>
      <Link to={href} className={css.event} title={row.name}><bdi>{row.name}</bdi></Link>
      <span className={css.spark} aria-hidden><Spark values={row.values} good="neither" width={48} height={18} /></span>
      <span className={css.number}>{format.compact(row.total)}</span>
      <span className={css.delta}>{row.before ? <Change delta={row.delta} good="neither" /> : t("changed.fresh")}</span>
    </li>
  );
}
