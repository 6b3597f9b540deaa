/** A retention on a dashboard. */
import type { Schemas } from "@/api/client";
import { tileOf } from "@/shared/report/tile";
import { readRetention, type RetentionAsked } from "./query";
import { Result } from "./Result";

export default tileOf<RetentionAsked, Schemas["Returned"]>(readRetention, ({ asked, query, answer, chart }) => (
  <Result bare asked={asked} body={query} answer={answer} onChange={() => undefined} chart={chart} />
));
