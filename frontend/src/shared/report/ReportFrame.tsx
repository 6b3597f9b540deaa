/** The frame of every report: what is asked at the left, the answer at the right, and what can be done with it above. */
import { Alert, Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { ChartHandle } from "@/chart";
import { Failed, Loading } from "@/shared/states";
import { useMay } from "@/session/useProject";
import { AnnotateButton } from "./Annotate";
import type { Answered } from "./answer";
import { ComputedBy } from "./ComputedBy";
import { Explorer } from "./Explorer";
import type { Kind } from "./kinds";
import { ReportActions } from "./ReportActions";
import style from "./ReportFrame.module.css";
import { useSavedReport } from "./saved";

interface Props<T> {
  kind: Kind;
  /** What this kind of report is called; a saved one shows its own name. */
  title: string;
  /** The question as the insight route takes it: what is saved; undefined = not askable yet. */
  body: object | undefined;
  /** How the answer is shown, as far as the page lets one choose: saved with the question. */
  view?: object;
  answer: Answered<T>;
  /** What builds the question. */
  panel: ReactNode;
  /** What stands beside the actions: the range of time. */
  tools?: ReactNode;
  /** Shown where there is nothing to ask yet. */
  asking?: ReactNode;
  /** In words: what was filtered, for "how is this computed". */
  told?: ReactNode;
  chart: React.RefObject<ChartHandle | null>;
  /** The times on the axis, where notes can be made on it. */
  times?: readonly string[];
  /** The saved report is on its way. */
  waiting: boolean;
  /** The address or the saved report holds a query that cannot be read. */
  broken?: boolean;
  children: (answer: T) => ReactNode;
}

export function ReportFrame<T>(props: Props<T>) {
  const { kind, title, body, view, answer, panel, tools, asking, told, chart, times, waiting, broken, children } = props;
  const { t } = useTranslation("report");
  const may = useMay();
  const saved = useSavedReport();
  const edited = useSearchParams()[0].has("q");
  const [narrowOpen, setNarrowOpen] = useState(false);
  const name = saved.data?.name ?? title;
  return (
    <div className={style.report}>
      <Explorer body={body} />
      <header className={style.head}>
        <div className={style.title}>
          <h1 dir="auto">{name}</h1>
          {saved.data && <span className={style.kind}>{edited ? t("edited", { kind: title }) : title}</span>}
        </div>
        <div className={style.actions}>
          {tools}
          {times && may("analyse") && <AnnotateButton times={times} />}
          <ReportActions kind={kind} title={title} body={body} view={view} chart={chart} ready={answer.data !== undefined && !answer.isError} />
        </div>
      </header>
      {broken && <Alert type="warning" showIcon title={t("broken")} className={style.alert} />}
      {saved.isError && <Failed error={saved.error} retry={() => void saved.refetch()} small />}
      <div className={style.split}>
        <section className={style.panel} aria-label={t("question")}>
          <Button className={style.unfold} block aria-expanded={narrowOpen} onClick={() => setNarrowOpen(!narrowOpen)}>
            {narrowOpen ? t("fold") : t("unfold")}
          </Button>
          <div className={style.query} data-open={narrowOpen}>{panel}</div>
        </section>
        <section className={style.result} aria-label={t("answer")} aria-busy={answer.isFetching}>
          <Result answer={answer} asking={waiting ? <Loading height={380} /> : body === undefined ? asking : undefined} told={told}>{children}</Result>
        </section>
      </div>
    </div>
  );
}

function Result<T>({ answer, asking, told, children }: Pick<Props<T>, "answer" | "asking" | "told" | "children">) {
  if (asking) return <div className={style.card}>{asking}</div>;
  if (answer.isError)
    return (
      <div className={style.card}>
        <Failed error={answer.error} retry={() => void answer.refetch()} />
      </div>
    );
  if (!answer.data)
    return (
      <div className={style.card}>
        <Loading height={380} />
      </div>
    );
  return (
    <div data-stale={answer.isPlaceholderData || undefined} className={style.fresh}>
      {children(answer.data)}
      <ComputedBy computed={answer.data.computed} told={told} />
    </div>
  );
}
