/** Every change against the control as a bar where the true one lies, with zero in the middle. */
import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { armName, type Line, type Results, type Trial, useChange, useRange } from "../experiments/useExperiments";
import css from "./Experiment.module.css";
import { placeOf, reachOf, wayOf } from "./interval";

const ROLES = ["primary", "guardrail", "secondary"] as const;

export function Intervals({ experiment, results }: { experiment: Trial; results: Results }) {
  const { t } = useTranslation("experiments");
  const reach = reachOf(results.lines);
  return (
    <Card size="small" title={t("result")}>
      <p className={css.weak}>{t("resultWhy")}</p>
      <div className={css.rows}>
        {ROLES.map((role) => {
          const lines = results.lines.filter((one) => one.role === role);
          return lines.length > 0 && [<h3 key={role}>{t(`roles.${role}`)}</h3>, ...lines.map((one) => <Row key={one.metric + one.variant} line={one} reach={reach} experiment={experiment} />)];
        })}
      </div>
    </Card>
  );
}

function Row({ line, reach, experiment }: { line: Line; reach: number; experiment: Trial }) {
  const { t } = useTranslation("experiments");
  const change = useChange();
  const range = useRange();
  const { estimate } = line;
  const low = placeOf(line.low ?? -Infinity, reach);
  const high = placeOf(line.high ?? Infinity, reach);
  const variant = armName(experiment, line.variant);
  const shown = estimate === null ? "—" : change(estimate);
  const said = t("chartRow", { name: line.name, variant, estimate: shown, range: estimate === null ? "—" : range(line.low, line.high) });
  return (
    <div className={css.row}>
      <span className={css.label}>
        <bdi>{line.name}</bdi>
        <small><bdi>{variant}</bdi></small>
      </span>
      <span className={css.drawn}>
        <svg className={css.plot} data-way={wayOf(line)} viewBox="0 0 100 22" preserveAspectRatio="none" role="img" aria-label={said}>
          <line x1="50" y1="0" x2="50" y2="22" />
          {estimate !== null && <rect x={low} y="7" width={Math.max(0.4, high - low)} height="8" rx="0.6" />}
          {estimate !== null && <rect x={placeOf(estimate, reach) - 0.35} y="3" width="0.7" height="16" style={{ fill: "var(--text)", opacity: 1 }} />}
        </svg>
      </span>
      <span className={css.said}>{shown}</span>
    </div>
  );
}
