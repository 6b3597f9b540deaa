/** One holdout: what everybody else has from all that is done, who is kept out, and whether somebody is. */
import { DeleteOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { answered, api } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { type Condition, useSentence } from "@/shared/query";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { Course } from "../experiment/Course";
import css from "../experiment/Experiment.module.css";
import { Health } from "../experiment/Health";
import { Intervals } from "../experiment/Intervals";
import { Lines } from "../experiment/Lines";
import { type Results, type Trial, useChange, useRange } from "../experiments/useExperiments";
import { type Holdout, holdoutsKey, STATUS_COLOURS, useStrategy } from "../holdouts/useHoldouts";
import page from "../segments/Segments.module.css";
import { Membership } from "./Membership";

export default function HoldoutPage() {
  const { t } = useTranslation("holdouts");
  const { id = "" } = useParams();
  const project = useProject();
  const path = { params: { path: { id } } };
  const asked = useQuery({
    queryKey: [...holdoutsKey(project.id), id],
    queryFn: async ({ signal }) => (await answered(api.GET("/api/holdouts/{id}", { ...path, signal }))) as Holdout,
  });
  const begun = asked.data !== undefined && asked.data.status !== "draft";
  const results = useQuery({
    enabled: begun,
    queryKey: [...holdoutsKey(project.id), id, "results", asked.data?.version],
    queryFn: ({ signal }) => answered(api.GET("/api/holdouts/{id}/results", { ...path, signal })) as Promise<Results>,
  });
  if (asked.isPending) return <Loading height={480} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  const holdout = asked.data;
  const share = holdout.share ?? 5;
  const trial: Trial = {
    id,
    kind: "holdout",
    variants: [
      { key: "held", weight: share, name: t("held") },
      { key: "treated", weight: 100 - share, name: t("treated") },
    ],
  };
  const said = results.data && results.data.people > 0 ? results.data : undefined;
  return (
    <div className={page.page}>
      <Head holdout={holdout} />
      {begun && results.isPending && <Loading height={320} />}
      {results.isError && <Failed error={results.error} retry={() => void results.refetch()} />}
      {(!begun || results.data) && <Says results={said} begun={begun} />}
      <div className={page.columns} data-first="main">
        <div className={page.stack}>
          {said && (
            <>
              <Intervals experiment={trial} results={said} />
              <Lines experiment={trial} results={said} />
              <Course experiment={trial} results={said} />
            </>
          )}
        </div>
        <div className={page.stack}>
          {begun && <Membership id={id} />}
          <About holdout={holdout} />
          {said && <Health experiment={trial} results={said} />}
        </div>
      </div>
    </div>
  );
}

function Head({ holdout }: { holdout: Holdout }) {
  const { t } = useTranslation("holdouts");
  const project = useProject();
  const may = useMay();
  const strategy = useStrategy();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const path = { params: { path: { id: holdout.id } } };
  const again = () => queries.invalidateQueries({ queryKey: holdoutsKey(project.id) });
  const end = useMutation({
    // An end that is past is now, whatever our clock says.
    mutationFn: () => answered(api.PATCH("/api/holdouts/{id}", { ...path, body: { until: new Date(0).toISOString() } as never })),
    onSuccess: again,
    onError: tell.refusedAbout,
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/holdouts/{id}", path)),
    onSuccess: async () => {
      await go(`/p/${project.id}/holdouts`);
      await again();
    },
    onError: tell.refusedAbout,
  });
  return (
    <header className={page.title}>
      <h1><bdi>{holdout.name || strategy(holdout.strategy)}</bdi></h1>
      <Tag color={STATUS_COLOURS[holdout.status]}>{t(`statuses.${holdout.status}`)}</Tag>
      <span className={page.space} />
      {may("operate") && holdout.status === "draft" && (
        <Popconfirm title={t("removeSure")} okText={t("remove")} onConfirm={() => remove.mutateAsync().catch(() => undefined)}>
          <Button icon={<DeleteOutlined />} aria-label={t("remove")} />
        </Popconfirm>
      )}
      {may("operate") && holdout.status === "running" && !holdout.until && (
        <Popconfirm title={t("endSure")} okText={t("end")} onConfirm={() => end.mutateAsync().catch(() => undefined)}>
          <Button loading={end.isPending}>{t("end")}</Button>
        </Popconfirm>
      )}
    </header>
  );
}

/** The answer in a sentence. */
function Says({ results, begun }: { results?: Results; begun: boolean }) {
  const { t } = useTranslation("holdouts");
  const format = useFormat();
  const change = useChange();
  const range = useRange();
  const line = results?.lines.find((one) => one.role === "primary");
  if (!results || !line)
    return (
      <section className={css.verdict}>
        <h2>{t(begun ? "nobody" : "waits")}</h2>
        <p>{t(begun ? "nobodyWhy" : "waitsWhy")}</p>
      </section>
    );
  const way = results.health.mismatch ? "unsound" : line.good ? "helps" : line.bad ? "harms" : "unclear";
  const verdict = { unsound: "unsound", helps: "roll_out", harms: "roll_back", unclear: "not_enough" }[way];
  const words = { metric: line.name, estimate: change(line.estimate), range: range(line.low, line.high) };
  return (
    <section className={css.verdict} data-verdict={verdict}>
      <h2>{t(`verdict.${way}`, words)}</h2>
      <p>{line.estimate === null ? t("little") : t("compared", words)}</p>
      <div className={css.facts}>
        <span>{t("people", { people: format.number(results.people) })}</span>
        <span>{t("ran", { since: format.day(results.since), until: format.day(results.until) })}</span>
      </div>
    </section>
  );
}

function About({ holdout }: { holdout: Holdout }) {
  const { t } = useTranslation("holdouts");
  const format = useFormat();
  const strategy = useStrategy();
  const say = useSentence(holdout);
  const who = holdout.condition ? say(holdout.condition as Condition) : t("everybody");
  return (
    <Card size="small" title={t("about")}>
      {holdout.description && <p className={css.text} dir="auto">{holdout.description}</p>}
      <p className={css.weak}>{t("strategy")}: <bdi>{strategy(holdout.strategy)}</bdi></p>
      <p className={css.weak}>{t("shareOf", { share: `${format.number(holdout.share ?? 5)}%`, who })}</p>
      <p className={css.weak}>{t("since")}: {format.at(holdout.since)}</p>
      {holdout.until && <p className={css.weak}>{t("until")}: {format.at(holdout.until)}</p>}
      <p className={css.weak}>{t("respected")}</p>
    </Card>
  );
}
