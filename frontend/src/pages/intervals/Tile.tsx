/** Intervals on a dashboard: how many took how long. */
import type { Schemas } from "@/api/client";
import type { TileProps } from "@/shared/report/tile";
import { Result } from "./Result";

export default function IntervalsTile({ query, answer, height, chart }: TileProps<Schemas["Lengths"]>) {
  return <Result bare={height} body={query} answer={answer} chart={chart} />;
}
