/** Activity on a dashboard. */
import type { Schemas } from "@/api/client";
import { type Activity, readActivity } from "@/shared/report";
import { LEGEND, tileOf } from "@/shared/report/tile";
import { Result } from "./Result";

export default tileOf<Activity, Schemas["Lives"]>(readActivity, ({ asked, query, answer, height, chart }) => (
  <Result bare={height - LEGEND} asked={asked} body={query} lives={answer} set={() => undefined} chart={chart} />
));
