/** How the experiment was planned, and everything that was changed since. */
import { useQuery } from "@tanstack/react-query";
import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";
import { type Experiment, experimentsKey, useMethods } from "../experiments/useExperiments";
import css from "./Experiment.module.css";

export function Plan({ experiment }: { experiment: Experiment }) {
  const { t } = useTranslation("experiments");
  const { id } = useProject();
  const format = useFormat();
  const methods = useMethods();
  return (
    <Card size="small" title={t("plan")}>
      {experiment.hypothesis && <p className={css.text} dir="auto">{experiment.hypothesis}</p>}
      <p className={css.weak}>
        {experiment.flag ? <>{t("flag")}: <Link to={`/p/${id}/flags`}><bdi>{experiment.flag}</bdi></Link></> : t("elsewhere", { event: experiment.exposure?.event ?? "" })}
      </p>
      <p className={css.weak}>{t("variants")}: <bdi>{experiment.variants?.map((one) => `${one.key} (${format.number(one.weight)})`).join(" · ")}</bdi></p>
      <p className={css.weak}>{t("method")}: {methods.data?.find((one) => one.name === experiment.method)?.title ?? experiment.method}</p>
      {experiment.planned && <p className={css.weak}>{t("planned")}: {format.number(experiment.planned)}</p>}
    </Card>
  );
}

export function History({ experiment }: { experiment: Experiment }) {
  const { t } = useTranslation("experiments");
  const { id } = useProject();
  const format = useFormat();
  const found = useQuery({
    queryKey: [...experimentsKey(id), experiment.id, "history", experiment.version, experiment.status],
    queryFn: async ({ signal }) => (await answered(api.GET("/api/experiments/{id}/history", { params: { path: { id: experiment.id } }, signal }))).items,
  });
  if (!found.data?.length) return null;
  return (
    <Card size="small" title={t("history")}>
      <ul className={css.history}>
        {found.data.map((one, n) => (
          <li key={n}>
            {t(`what.${one.what}`)} {one.by ? t("by", { by: one.by }) : t("byNobody")}, {format.at(one.at)}
            {one.note && <p className={css.weak} dir="auto">{one.note}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
