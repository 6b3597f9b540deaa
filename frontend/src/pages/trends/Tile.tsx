/** A trend on a dashboard. */
import { useAnnotations } from "@/shared/report";
import { LEGEND, tileOf } from "@/shared/report/tile";
import type { Drawn } from "./lines";
import { readTrend, type TrendAsked } from "./query";
import { Result } from "./Result";

export default tileOf<TrendAsked, Drawn>(readTrend, function Trend({ asked, query, answer, height, chart }) {
  const annotations = useAnnotations(answer.buckets);
  const high = answer.series.length > 1 ? height - LEGEND : height;
  return <Result bare={high} asked={asked} body={query} answer={answer} onChange={() => undefined} annotations={annotations} chart={chart} />;
});
