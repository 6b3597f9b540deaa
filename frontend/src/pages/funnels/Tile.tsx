/** A funnel on a dashboard. */
import type { Schemas } from "@/api/client";
import { tileOf } from "@/shared/report/tile";
import { type Funnel, readFunnel } from "./funnel";
import { Result } from "./Result";

export default tileOf<Funnel, Schemas["Conversion"]>(readFunnel, ({ asked, query, answer, chart }) => (
  <Result bare funnel={asked} body={query as Schemas["FunnelBody"]} conversion={answer} chart={chart} />
));
