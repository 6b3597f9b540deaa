/** How the change of the primary metric went day by day, with both ends of the interval. */
import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { Line } from "@/chart";
import { useFormat } from "@/shared/useFormat";
import { armName, type Results, type Trial, useChange } from "../experiments/useExperiments";
import css from "./Experiment.module.css";
import { settledFrom } from "./interval";

export function Course({ experiment, results }: { experiment: Trial; results: Results }) {
  const { t } = useTranslation("experiments");
  const change = useChange();
  const format = useFormat();
  const whole = results.course.filter((one) => one.variant === results.best);
  const best = whole.slice(settledFrom(whole));
  const first = best[0];
  if (best.length < 2 || !first) return null;
  const variant = armName(experiment, results.best);
  return (
    <Card size="small" title={t("course")}>
      <p className={css.weak}>{t("courseWhy")} {best.length < whole.length && t("courseCut", { day: format.day(first.day) })}</p>
      <Line
        label={`${t("course")}: ${variant}`}
        series={[
          { name: variant, values: best.map((one) => one.estimate) },
          { name: t("lowEnd"), values: best.map((one) => one.low) },
          { name: t("highEnd"), values: best.map((one) => one.high) },
        ]}
        buckets={best.map((one) => one.day)}
        interval="day"
        height={240}
        format={change}
        formatAxis={change}
      />
    </Card>
  );
}
