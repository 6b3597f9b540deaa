/** An attribution on a dashboard: the models side by side. */
import { tileOf } from "@/shared/report/tile";
import type { Attributed } from "./credits";
import { type AttributionAsked, readAttribution } from "./query";
import { Result } from "./Result";

export default tileOf<AttributionAsked, Attributed>(readAttribution, ({ asked, query, answer, chart }) => (
  <Result bare asked={asked} body={query} answer={answer} onChange={() => undefined} chart={chart} />
));
