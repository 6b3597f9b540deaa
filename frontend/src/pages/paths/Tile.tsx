/** Paths on a dashboard. */
import { LEGEND, tileOf } from "@/shared/report/tile";
import type { Ways } from "./drawn";
import { type PathsAsked, readPaths } from "./query";
import { Result } from "./Result";

export default tileOf<PathsAsked, Ways>(readPaths, ({ asked, query, answer, height, chart }) => (
  <Result bare={height - LEGEND} asked={asked} body={query} ways={answer} onChange={() => undefined} chart={chart} />
));
