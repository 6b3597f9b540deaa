/** One experiment: what it says in plain words, every change with its interval, its health, and what is done with it. */
import { DeleteOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { answered, api } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { type Experiment, experimentsKey, type Results, STATUS_COLOURS, useChanged } from "../experiments/useExperiments";
import css from "../segments/Segments.module.css";
import { Apart } from "./Apart";
import { Bandit } from "./Bandit";
import { Course } from "./Course";
import { DecideDialog } from "./DecideDialog";
import { Checks, Health } from "./Health";
import { Intervals } from "./Intervals";
import { Lines } from "./Lines";
import { History, Plan } from "./Plan";
import { Verdict } from "./Verdict";

export default function ExperimentPage() {
  const { id = "" } = useParams();
  const project = useProject();
  const asked = useQuery({
    queryKey: [...experimentsKey(project.id), id],
    queryFn: ({ signal }) => answered(api.GET("/api/experiments/{id}", { params: { path: { id } }, signal })),
  });
  const begun = asked.data !== undefined && asked.data.status !== "draft";
  const results = useQuery({
    enabled: begun,
    queryKey: [...experimentsKey(project.id), id, "results", asked.data?.version, asked.data?.status],
    queryFn: ({ signal }) => answered(api.GET("/api/experiments/{id}/results", { params: { path: { id } }, signal })) as Promise<Results>,
  });
  if (asked.isPending) return <Loading height={480} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  const experiment = asked.data;
  return (
    <div className={css.page}>
      <Head experiment={experiment} results={results.data} />
      {begun && results.isPending && <Loading height={320} />}
      {results.isError && <Failed error={results.error} retry={() => void results.refetch()} />}
      {!begun && <Verdict experiment={experiment} />}
      {results.data && <Verdict experiment={experiment} results={results.data} />}
      <div className={css.columns} data-first="main">
        <div className={css.stack}>{results.data && results.data.people > 0 && <Shown experiment={experiment} results={results.data} />}</div>
        <div className={css.stack}>
          {results.data && results.data.people > 0 && <Health experiment={experiment} results={results.data} />}
          {experiment.status !== "decided" && <Checks experiment={experiment} />}
          <Plan experiment={experiment} />
          <History experiment={experiment} />
        </div>
      </div>
    </div>
  );
}

function Shown({ experiment, results }: { experiment: Experiment; results: Results }) {
  return (
    <>
      {results.bandit && <Bandit experiment={experiment} results={results} told={results.bandit} />}
      <Intervals experiment={experiment} results={results} />
      <Lines experiment={experiment} results={results} />
      <Course experiment={experiment} results={results} />
      <Apart experiment={experiment} />
    </>
  );
}

type Move = "start" | "pause" | "stop";

function Head({ experiment, results }: { experiment: Experiment; results?: Results }) {
  const { t } = useTranslation("experiments");
  const project = useProject();
  const may = useMay();
  const go = useNavigate();
  const tell = useTell();
  const [deciding, setDeciding] = useState(false);
  const path = { params: { path: { id: experiment.id } } };
  const changed = useChanged();
  const move = useMutation({
    mutationFn: (to: Move) =>
      to === "start" ? answered(api.POST("/api/experiments/{id}/start", path)) : to === "pause" ? answered(api.POST("/api/experiments/{id}/pause", path)) : answered(api.POST("/api/experiments/{id}/stop", path)),
    onSuccess: changed,
    onError: tell.refusedAbout,
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/experiments/{id}", path)),
    onSuccess: async () => {
      await go(`/p/${project.id}/experiments`);
      await changed();
    },
    onError: tell.refusedAbout,
  });
  const { status } = experiment;
  const going = status === "running" || status === "paused";
  return (
    <header className={css.title}>
      <h1><bdi>{experiment.name || experiment.key}</bdi></h1>
      <Tag color={STATUS_COLOURS[status]}>{t(`statuses.${status}`)}</Tag>
      <span className={css.space} />
      {may("operate") && (
        <div className={css.actions}>
          {status === "draft" && (
            <Popconfirm title={t("removeSure")} okText={t("remove")} onConfirm={() => remove.mutateAsync().catch(() => undefined)}>
              <Button icon={<DeleteOutlined />} aria-label={t("remove")} />
            </Popconfirm>
          )}
          {(status === "draft" || status === "paused") && <Button type={status === "draft" ? "primary" : "default"} loading={move.isPending} onClick={() => move.mutate("start")}>{t(status === "draft" ? "start" : "goOn")}</Button>}
          {status === "running" && experiment.flag && <Button loading={move.isPending} onClick={() => move.mutate("pause")}>{t("pause")}</Button>}
          {going && (
            <Popconfirm title={t("stopSure")} okText={t("stop")} onConfirm={() => move.mutate("stop")}>
              <Button>{t("stop")}</Button>
            </Popconfirm>
          )}
          {(going || status === "stopped") && <Button type="primary" onClick={() => setDeciding(true)}>{t("decide")}</Button>}
        </div>
      )}
      {deciding && <DecideDialog experiment={experiment} results={results} close={() => setDeciding(false)} />}
    </header>
  );
}
