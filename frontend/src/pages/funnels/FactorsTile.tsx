/** What goes with converting, on a dashboard. */
import type { Schemas } from "@/api/client";
import { tileOf } from "@/shared/report/tile";
import { Rows } from "./Factors";
import { type Funnel, readFunnel } from "./funnel";
import { useFunnelWords } from "./words";

export default tileOf<Funnel, Schemas["Factors"]>(readFunnel, function Factors({ asked, query, answer, chart }) {
  const words = useFunnelWords(asked);
  return <Rows asked={query as unknown as Schemas["CorrelationBody"]} found={answer} words={words} chart={chart} />;
});
