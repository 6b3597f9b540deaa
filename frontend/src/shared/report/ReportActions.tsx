/** What can be done with every question: share it, put it on a dashboard, take its numbers along, keep it under a name. */
import { useSearchParams } from "react-router";
import type { ChartHandle } from "@/chart";
import { AddToDashboard } from "@/pages/dashboard/AddToDashboard";
import { useMay } from "@/session/useProject";
import { ExportMenu } from "./ExportMenu";
import type { Kind } from "./kinds";
import { SaveButton } from "./SaveButton";
import { useSavedReport } from "./saved";
import { ShareButton } from "./ShareButton";

interface Props {
  kind: Kind;
  /** What this kind of report is called. */
  title: string;
  /** The question as the insight route takes it: what is saved; undefined = not askable yet. */
  body: object | undefined;
  /** How the answer is shown: saved with the question. */
  view?: object;
  chart: React.RefObject<ChartHandle | null>;
  /** There is an answer to take along. */
  ready: boolean;
}

export function ReportActions({ kind, title, body, view, chart, ready }: Props) {
  const may = useMay();
  const saved = useSavedReport();
  const edited = useSearchParams()[0].has("q");
  return (
    <>
      <ShareButton />
      {saved.data && <AddToDashboard report={saved.data} worded />}
      {may("export") && <ExportMenu chart={chart} name={saved.data?.name ?? title} disabled={!ready} />}
      {may("analyse") && <SaveButton kind={kind} body={body} view={view} report={saved.data} edited={edited} title={title} />}
    </>
  );
}
