/** A distribution on a dashboard. */
import type { Schemas } from "@/api/client";
import { LEGEND, tileOf } from "@/shared/report/tile";
import { type DistributionAsked, readDistribution } from "./query";
import { Result } from "./Result";

export default tileOf<DistributionAsked, Schemas["Ranged"]>(readDistribution, ({ asked, query, answer, height, chart }) => (
  <Result bare={answer.breakdown?.length ? height - LEGEND : height} asked={asked} body={query} answer={answer} chart={chart} />
));
