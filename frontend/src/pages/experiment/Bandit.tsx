/** How a bandit stands: what its weights do and did, each variant's chance to be best, and its fair mean beside the plain one. */
import { Alert, Card, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Bars, type View, ViewSwitch } from "@/chart";
import { useFormat } from "@/shared/useFormat";
import { armName, type Experiment, type Results } from "../experiments/useExperiments";
import { useValue } from "../metrics/useMetrics";
import css from "./Experiment.module.css";
import { People } from "./Lines";

type Told = NonNullable<Results["bandit"]>;
interface Props {
  experiment: Experiment;
  results: Results;
  told: Told;
}

const TYPES = { burn_in: "info", flat: "info", moving: "info", mismatch: "error", found: "success", stopped: "info" } as const;

export function Bandit(props: Props) {
  const { t } = useTranslation("experiments");
  const { experiment, told } = props;
  const format = useFormat();
  const first = told.arms.reduce((best, one) => ((one.best ?? 0) > (best.best ?? 0) ? one : best));
  const plan = experiment.bandit;
  const words = {
    variant: armName(experiment, first.variant),
    chance: format.percent(first.best),
    looks: format.number(plan?.looks),
    least: format.number(plan?.least),
    hours: format.number(plan?.burn_in),
  };
  return (
    <Card size="small" title={t("bandit.title")}>
      <Alert type={TYPES[told.state]} showIcon title={t(`bandit.states.${told.state}`, words)} description={told.next_at && t("bandit.next", { at: format.at(told.next_at) })} />
      <Arms {...props} />
      <p className={css.weak}>{t("bandit.weighedWhy")}</p>
      {told.unlogged > 0 && <p className={css.worse}>{t("bandit.unlogged", { people: format.number(told.unlogged) })}</p>}
      <Weights {...props} />
    </Card>
  );
}

function Arms({ experiment, results, told }: Props) {
  const { t } = useTranslation("experiments");
  const format = useFormat();
  const value = useValue(results.lines.find((one) => one.role === "primary")?.unit ?? "number");
  const whole = (one: Told["arms"][0]) => (one.weighed === null ? "—" : `${value(one.weighed)} (${value(one.low)} … ${value(one.high)})`);
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t("bandit.title")}>
      <Table<Told["arms"][0]>
        rowKey="variant"
        size="small"
        pagination={false}
        dataSource={told.arms}
        columns={[
          { title: t("variant"), width: 180, render: (_, one) => <bdi>{armName(experiment, one.variant)}</bdi> },
          { title: t("people"), align: "right", render: (_, one) => <People experiment={experiment} results={results} variant={one.variant} count={one.people} /> },
          { title: t("bandit.weight"), align: "right", render: (_, one) => format.percent(one.weight) },
          { title: t("bandit.best"), align: "right", render: (_, one) => format.percent(one.best) },
          { title: t("bandit.weighed"), align: "right", render: (_, one) => whole(one) },
          { title: t("bandit.plain"), align: "right", render: (_, one) => value(one.plain) },
        ]}
      />
    </div>
  );
}

function Weights({ experiment, told }: Props) {
  const { t } = useTranslation("experiments");
  const format = useFormat();
  const [view, setView] = useState<View>("chart");
  const percent = (share: number) => format.percent(share);
  return (
    <section aria-label={t("bandit.weights")}>
      <header className={css.twin}>
        <h3>{t("bandit.weights")}</h3>
        <ViewSwitch view={view} onChange={setView} />
      </header>
      <Bars
        label={t("bandit.weights")}
        series={told.arms.map((arm) => ({ name: armName(experiment, arm.variant), values: told.looks.map((look) => look.weights[arm.variant] ?? 0) }))}
        buckets={told.looks.map((look) => look.at)}
        names={told.looks.map((look) => format.at(look.at))}
        interval="minute"
        stacked
        height={220}
        view={view}
        format={percent}
        formatAxis={percent}
      />
      <ul className={css.history}>
        {told.looks.slice(-5).reverse().map((look) => (
          <li key={look.at} className={css.weak}>
            {format.at(look.at)} · {t(`bandit.why.${look.why}`)} {look.by ? t("by", { by: look.by }) : t("byNobody")}
          </li>
        ))}
      </ul>
    </section>
  );
}
