/** Home: how the project does at a glance; every number opens the report behind it. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { Bars, Line } from "@/chart";
import { useProject } from "@/session/useProject";
import { useSegments } from "@/shared/query/SegmentPicker";
import { TimeRangePicker } from "@/shared/query";
import { Empty, Failed, Loading } from "@/shared/states";
import { useUrlQuery } from "@/shared/urlState";
import { useFormat } from "@/shared/useFormat";
import { useProgress } from "@/shell/useProgress";
import { Cards } from "./Cards";
import { Changed } from "./Changed";
import { Feed } from "./Feed";
import css from "./Home.module.css";
import { Panel } from "./Panel";
import * as ask from "./questions";
import { intervalOf, readView, USUAL_VIEW, type View } from "./view";

/** As high as the live feed beside it. */
const CHART = 320;

export default function Home() {
  const { t } = useTranslation(["home", "pages"]);
  const [view, setView, broken] = useUrlQuery(readView, USUAL_VIEW);
  const { key_events: keys } = useProject();
  const active = ask.useTrend(ask.activePeople(view));
  const money = ask.useTrend(keys.revenue ? ask.revenue(view, keys.revenue) : undefined);
  return (
    <div className={css.home}>
      <div className={css.bar}>
        <h1>{t("pages:home")}</h1>
        <SegmentChoice view={view} setView={setView} />
        <TimeRangePicker value={view} onChange={(range) => setView(({ segment }) => ({ ...range, ...(segment ? { segment } : {}) }))} />
      </div>
      {broken && <Alert type="warning" showIcon title={t("broken")} closable />}
      <NothingYet />
      <Cards view={view} keys={keys} active={active} money={money} />
      <div className={css.split}>
        <ActivePeople view={view} answer={active} />
        <Feed />
      </div>
      <div className={keys.revenue ? css.split : undefined}>
        {keys.revenue && <Revenue view={view} answer={money} />}
        <Changed segment={view.segment} ready={!active.isPending && !money.isLoading} />
      </div>
    </div>
  );
}

/** A project without events leads to Get started. */
function NothingYet() {
  const { t } = useTranslation("home");
  const { id } = useProject();
  const { data } = useProgress();
  if (!data || data.first_event_at) return null;
  return (
    <div className={css.panel}>
      <Empty small title={t("nothing.title")} action={<Link to={`/p/${id}/start`}><Button type="primary">{t("nothing.start")}</Button></Link>}>
        {t("nothing.why")}
      </Empty>
    </div>
  );
}

function SegmentChoice({ view, setView }: { view: View; setView: (next: (now: View) => View) => void }) {
  const { t } = useTranslation("home");
  const segments = useSegments();
  const options = (segments.data ?? []).map((one) => ({ value: one.id, label: one.name }));
  return (
    <Select
      aria-label={t("segment")}
      className={css.segment}
      showSearch={{ optionFilterProp: "label" }}
      value={view.segment ?? ""}
      onChange={(segment) => setView(({ segment: _, ...rest }) => (segment ? { ...rest, segment } : rest))}
      options={[{ value: "", label: t("everybody") }, ...options]}
    />
  );
}

type Answer = { data?: Schemas["Drawn"]; error: unknown; isPending: boolean; refetch: () => unknown };

function ActivePeople({ view, answer }: { view: View; answer: Answer }) {
  const { t } = useTranslation("home");
  const { id } = useProject();
  const report = ask.useReportLink();
  const { since, until } = { since: answer.data?.buckets[0], until: answer.data?.computed.at };
  const marks = useQuery({
    queryKey: ["annotations", id, since, until],
    queryFn: () => answered(api.GET("/api/annotations", { params: { query: { since, until } } })),
    enabled: since !== undefined,
  });
  return (
    <Panel title={t("activeOverTime")} more={{ to: report("trends", ask.activePeople(view)), text: t("report") }}>
      <Drawn answer={answer} height={CHART}>
        {(data) => <Line area label={t("activeOverTime")} {...drawing(data, t("active"))} interval={intervalOf(view)} annotations={marks.data?.items} height={CHART} />}
      </Drawn>
    </Panel>
  );
}

function Revenue({ view, answer }: { view: View; answer: Answer }) {
  const { t } = useTranslation("home");
  const report = ask.useReportLink();
  const format = useFormat();
  const key = useProject().key_events.revenue;
  return (
    <Panel title={t("revenue")} more={key ? { to: report("trends", ask.revenue(view, key)), text: t("report") } : undefined}>
      <Drawn answer={answer} height={260}>
        {(data) => (
          <Bars
            label={t("revenue")}
            {...drawing(data, t("revenue"))}
            interval={intervalOf(view)}
            format={(value) => format.money(value)}
            formatAxis={format.compact}
            height={260}
          />
        )}
      </Drawn>
    </Panel>
  );
}

function Drawn({ answer, height, children }: { answer: Answer; height: number; children: (data: Schemas["Drawn"]) => React.ReactNode }) {
  if (answer.error) return <Failed small error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading height={height} />;
  return <div className={css.chart}>{children(answer.data)}</div>;
}

/** An answer as the charts take it. */
function drawing(data: Schemas["Drawn"], name: string) {
  const values = (period: "current" | "previous") => data.series.find((line) => line.period === period)?.values ?? [];
  return {
    series: [{ name, values: values("current"), previous: values("previous") }],
    buckets: data.buckets,
    previousBuckets: data.previous_buckets ?? undefined,
    complete: data.complete,
  };
}
