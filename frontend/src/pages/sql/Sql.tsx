/** SQL: one SELECT over the project's events and people, with parameters; its rows, a file of them, and keeping it. */
import { CaretRightOutlined, DownloadOutlined, StopOutlined } from "@ant-design/icons";
import { Alert, Button, Segmented } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { AddToDashboard } from "@/pages/dashboard/AddToDashboard";
import { Line } from "@/chart";
import { useMay } from "@/session/useProject";
import { useQuestion } from "@/shared/report";
import { ComputedBy } from "@/shared/report/ComputedBy";
import { SaveButton } from "@/shared/report/SaveButton";
import { useSavedReport } from "@/shared/report/saved";
import { ShareButton } from "@/shared/report/ShareButton";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { courseOf } from "./course";
import { Editor, type EditorHandle } from "./Editor";
import { Parameters } from "./Parameters";
import { FIRST, holes, readSql, type SqlAsked, sqlBody } from "./query";
import { Rows } from "./Rows";
import { SchemaBrowser } from "./SchemaBrowser";
import css from "./Sql.module.css";
import { isStopped, type Run, useRun } from "./useRun";

export default function Sql() {
  const { t } = useTranslation("sql");
  const may = useMay();
  const { asked, set, broken, waiting } = useQuestion(readSql, FIRST);
  const saved = useSavedReport();
  const edited = useSearchParams()[0].has("q");
  const editor = useRef<EditorHandle>(null);
  const run = useRun();
  const wanted = useMemo(() => holes(asked.sql), [asked.sql]);
  const name = saved.data?.name ?? t("title");
  const start = () => asked.sql.trim() && run.start(asked);
  useEffect(() => {
    // A saved one is opened for its rows; the one that was just saved has them.
    if (saved.data && !edited && !run.answers(asked)) run.start(asked);
  }, [saved.data?.id]);
  if (!may("analyse")) return <Empty title={t("mayNot")}>{t("mayNotWhy")}</Empty>;
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 dir="auto">{name}</h1>
        <span className={css.space} />
        <ShareButton />
        {saved.data && <AddToDashboard report={saved.data} worded />}
        <SaveButton kind="sql" body={asked.sql.trim() ? sqlBody(asked) : undefined} view={asked.show ? { show: asked.show } : {}} report={saved.data} edited={edited} title={t("title")} />
      </header>
      {broken && <Alert type="warning" showIcon title={t("broken")} />}
      {saved.isError && <Failed error={saved.error} retry={() => void saved.refetch()} small />}
      <div className={css.split}>
        <div className={css.stack}>
          <section className={css.card} aria-label={t("question")}>
            {waiting ? <Loading rows={6} /> : <Editor ref={editor} value={asked.sql} onChange={(sql) => set((now) => ({ ...now, sql }))} onRun={start} />}
            <Parameters holes={wanted} values={asked.parameters} onChange={(hole, value) => set((now) => ({ ...now, parameters: put(now.parameters, hole, value) }))} />
            <div className={css.tools}>
              {run.busy ? (
                <Button danger icon={<StopOutlined />} onClick={run.stop}>{t("stop")}</Button>
              ) : (
                <Button type="primary" icon={<CaretRightOutlined />} disabled={!asked.sql.trim() || waiting} onClick={start}>{t("run")}</Button>
              )}
              <span className={css.note}>{t("hint")}</span>
            </div>
          </section>
          <section className={css.card} aria-label={t("answer")} aria-busy={run.busy}>
            <Answer
              run={run}
              asked={asked}
              name={name}
              onShow={(show) => set(({ show: _, ...now }) => ({ ...now, ...(show === "line" && { show }) }))}
            />
          </section>
        </div>
        <section className={css.card} aria-label={t("schema")}>
          <SchemaBrowser put={(column) => editor.current?.put(column)} />
        </section>
      </div>
    </div>
  );
}

function put(values: SqlAsked["parameters"], name: string, value: unknown): SqlAsked["parameters"] {
  const { [name]: _, ...rest } = values;
  return value === undefined ? rest : { ...rest, [name]: value };
}

interface AnswerProps {
  run: Run;
  asked: SqlAsked;
  name: string;
  onShow: (show: "table" | "line") => void;
}

function Answer({ run, asked, name, onShow }: AnswerProps) {
  const { t } = useTranslation("sql");
  const format = useFormat();
  const may = useMay();
  const tell = useTell();
  const [busy, setBusy] = useState(false);
  const course = useMemo(() => run.rows && courseOf(run.rows), [run.rows]);
  if (isStopped(run.error)) return <Empty small title={t("stopped")} />;
  if (run.error) return <Failed small error={run.error} />;
  if (!run.rows) return run.busy ? <Loading height={200} /> : <Empty small title={t("asking")}>{t("askingWhy")}</Empty>;
  const file = async () => {
    setBusy(true);
    await run.file(asked, name).catch(tell.refusedAbout);
    setBusy(false);
  };
  return (
    <>
      <div className={css.head}>
        <span className={css.note}>{t(run.rows.truncated ? "rowsMore" : "rows", { count: run.rows.rows.length, n: format.number(run.rows.rows.length) })}</span>
        <span className={css.space} />
        {course && (
          <Segmented
            size="small"
            aria-label={t("show")}
            value={asked.show ?? "table"}
            options={(["table", "line"] as const).map((value) => ({ value, label: t(`shows.${value}`) }))}
            onChange={onShow}
          />
        )}
        {may("export") && <Button size="small" icon={<DownloadOutlined />} loading={busy} onClick={() => void file()}>{t("csv")}</Button>}
      </div>
      {course && asked.show === "line" ? <Line {...course} label={name} height={380} /> : <Rows answer={run.rows} height={440} />}
      <ComputedBy computed={run.rows.computed} />
    </>
  );
}
