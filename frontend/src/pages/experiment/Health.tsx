/** Whether the result can be trusted: planned shares, people who met two variants; and what to look at before the start. */
import { useQuery } from "@tanstack/react-query";
import { Card, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { type Experiment, experimentsKey, type Results, type Trial } from "../experiments/useExperiments";
import css from "./Experiment.module.css";
import { People } from "./Lines";

const COLOURS = { good: undefined, warn: "warning", bad: "red" } as const;

export function Health({ experiment, results }: { experiment: Trial; results: Results }) {
  const { t } = useTranslation("experiments");
  const format = useFormat();
  const { health } = results;
  const p = format.number(health.srm, 4);
  return (
    <Card size="small" title={t("health")}>
      <ul className={css.checks}>
        <li className={health.mismatch ? css.worse : undefined}>{t(health.mismatch ? "srmBad" : "srmGood", { p })}</li>
        {health.causes.map((one) => {
          const alone = one.parts.find((part) => part.alone);
          const words = { property: one.property, part: alone?.part ?? "", parts: one.parts.map((part) => part.part).join(", ") };
          return <li key={one.property}>{t(alone ? "causeAlone" : "cause", words)}</li>;
        })}
        <li>
          {health.multiple === 0 ? t("multipleNone") : t("multiple", { share: format.percent(health.multiple_share), people: format.number(health.multiple) })}
          {health.multiple > 0 && <People experiment={experiment} results={results} variant="" count={health.multiple} />}
        </li>
        {health.last_exposure && <li>{t("seen", { ago: format.ago(health.last_exposure) })}</li>}
      </ul>
    </Card>
  );
}

export function Checks({ experiment }: { experiment: Experiment }) {
  const { t } = useTranslation("experiments");
  const { id } = useProject();
  const found = useQuery({
    queryKey: [...experimentsKey(id), experiment.id, "checks", experiment.version, experiment.status],
    queryFn: async ({ signal }) => (await answered(api.GET("/api/experiments/{id}/checks", { params: { path: { id: experiment.id } }, signal }))).items,
  });
  return (
    <Card size="small" title={t("checks")}>
      {found.isPending ? (
        <Loading rows={3} />
      ) : found.isError ? (
        <Failed small error={found.error} retry={() => void found.refetch()} />
      ) : (
        <ul className={css.checks}>
          {found.data.map((one) => (
            <li key={one.name}>
              <Tag color={COLOURS[one.state]}>{t(`states.${one.state}`)}</Tag>
              <span>{one.says}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
