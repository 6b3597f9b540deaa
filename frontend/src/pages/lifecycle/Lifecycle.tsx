/** Life cycle: how many people stand where now, how that changed, who moved from where to where, and how long they stay. */
import { ReloadOutlined, SlidersOutlined } from "@ant-design/icons";
import { Alert, Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Kpi } from "@/chart";
import { useMay } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { type Lifecycle as Answer, useCompute, useLifecycle } from "./ask";
import { Course, Flows, Moves, Stays } from "./History";
import css from "./Lifecycle.module.css";
import { RulesDrawer } from "./RulesDrawer";

const SPANS = [30, 60, 90] as const;

export default function Lifecycle() {
  const { t } = useTranslation("lifecycle");
  const may = useMay();
  const [days, setDays] = useState<(typeof SPANS)[number]>(30);
  const [editing, setEditing] = useState(false);
  const asked = useLifecycle(days);
  const compute = useCompute();
  const again = may("analyse") && (
    <Button icon={<ReloadOutlined />} loading={compute.isPending} onClick={() => compute.mutate(undefined)}>
      {t("compute")}
    </Button>
  );
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <Segmented<(typeof SPANS)[number]>
          value={days}
          aria-label={t("span")}
          options={SPANS.map((value) => ({ value, label: t("days", { count: value }) }))}
          onChange={setDays}
        />
        <Button icon={<SlidersOutlined />} onClick={() => setEditing(true)}>{t("rules")}</Button>
        {again}
      </header>
      {asked.isPending ? (
        <Loading height={480} />
      ) : asked.isError ? (
        <Failed error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <Told answer={asked.data} again={again} />
      )}
      {editing && <RulesDrawer close={() => setEditing(false)} />}
    </div>
  );
}

function Told({ answer, again }: { answer: Answer; again: React.ReactNode }) {
  const { t } = useTranslation("lifecycle");
  const { history } = answer;
  const everybody = answer.states.reduce((sum, one) => sum + one.people, 0);
  if (everybody === 0) return <section className={css.card}><Empty title={t("nobody")}>{t("nobodyWhy")}</Empty></section>;
  return (
    <>
      <Counts answer={answer} everybody={everybody} />
      {history?.stale && <Alert type="warning" showIcon title={t("stale")} action={again} />}
      {history ? (
        <>
          <Course history={history} />
          <div className={css.columns}>
            <Moves history={history} />
            <Stays history={history} />
          </div>
          <Flows history={history} />
        </>
      ) : (
        <section className={css.card}>
          <Empty title={t("noHistory")} action={again}>{t("noHistoryWhy")}</Empty>
        </section>
      )}
    </>
  );
}

function Counts({ answer, everybody }: { answer: Answer; everybody: number }) {
  const { t } = useTranslation("lifecycle");
  const format = useFormat();
  return (
    <div className={css.counts}>
      {answer.states.map(({ state, people }) => (
        <Kpi
          key={state}
          label={<>{t(`state.${state}`)} <small>{format.percent(people / everybody)}</small></>}
          hint={t(`meaning.${state}`)}
          value={format.number(people)}
          onClick={() => openPeople({ query: { kind: "states", now: answer.computed.at }, cell: { state }, title: t(`state.${state}`), count: people })}
        />
      ))}
    </div>
  );
}
