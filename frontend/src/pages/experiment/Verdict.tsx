/** What the experiment says, in a sentence with its reasons; before that, what is missing. */
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/useFormat";
import { armName, type Experiment, type Results, useChange } from "../experiments/useExperiments";
import css from "./Experiment.module.css";

export function Verdict({ experiment, results }: { experiment: Experiment; results?: Results }) {
  const { t } = useTranslation("experiments");
  const format = useFormat();
  const { outcome } = experiment;
  if (!results)
    return (
      <section className={css.verdict}>
        <h2>{t("statuses.draft")}</h2>
        <p>{t("draftSays")}</p>
      </section>
    );
  if (results.people === 0)
    return (
      <section className={css.verdict}>
        <h2>{t("nobodySays")}</h2>
        {experiment.flag && <p>{t("nobodyWhy", { key: experiment.flag })}</p>}
      </section>
    );
  return (
    <section className={css.verdict} data-verdict={results.verdict}>
      <h2>{t(`verdict.${results.verdict}`, { variant: armName(experiment, results.best) })}</h2>
      <ul>
        {results.reasons.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <div className={css.facts}>
        <span>{t("peopleIn", { people: format.number(results.people) })}</span>
        <span>{t("ran", { since: format.day(results.since), until: format.day(results.until) })}</span>
        {results.reached !== null && <span>{t("reached", { share: format.percent(results.reached, 0) })}</span>}
        {results.left_out > 0 && <span>{t("leftOut", { people: format.number(results.left_out) })}</span>}
      </div>
      {outcome && <Decided experiment={experiment} outcome={outcome} />}
    </section>
  );
}

function Decided({ experiment, outcome }: { experiment: Experiment; outcome: NonNullable<Experiment["outcome"]> }) {
  const { t } = useTranslation("experiments");
  const format = useFormat();
  const change = useChange();
  return (
    <div>
      <p>
        <strong>{outcome.variant ? t("decidedFor", { variant: armName(experiment, outcome.variant) }) : t("decidedNone")}</strong>
        {outcome.estimate !== null && ` · ${change(outcome.estimate)}`}
      </p>
      <p dir="auto">{outcome.reason}</p>
      {outcome.learned && <p dir="auto">{outcome.learned}</p>}
      <p className={css.weak}>
        {outcome.by ? t("by", { by: outcome.by }) : t("byNobody")}, {format.at(outcome.at)}
      </p>
    </div>
  );
}
