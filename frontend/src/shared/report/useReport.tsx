/** The question of a report page, its answer, and what the frame shows of both. */
import { useMemo, useRef } from "react";
import type { ChartHandle } from "@/chart";
import { type Range, TimeRangePicker } from "@/shared/query";
import { ranged } from "./activity";
import { useAnswer } from "./answer";
import type { Kind } from "./kinds";
import { useQuestion } from "./saved";

/** `bodyOf` = the question as the insight route takes it; undefined = not askable yet. */
export function useReport<Asked extends Range, Answer, Body extends object = object>(
  kind: Exclude<Kind, "sql">,
  read: (value: unknown) => Asked | undefined,
  first: Asked,
  bodyOf: (asked: Asked) => Body | undefined,
) {
  const { asked, set, broken, waiting } = useQuestion(read, first);
  const body = useMemo(() => (waiting ? undefined : bodyOf(asked)), [asked, waiting]);
  const answer = useAnswer<Answer>(kind, body);
  const chart = useRef<ChartHandle>(null);
  const tools = <TimeRangePicker value={asked} onChange={(range) => set((now) => ranged(now, range))} />;
  return { asked, set, frame: { kind, body, answer, broken, waiting, chart, tools } };
}
