/** Stickiness on a dashboard. */
import type { Schemas } from "@/api/client";
import { type Activity, readActivity } from "@/shared/report";
import { tileOf } from "@/shared/report/tile";
import { Result } from "./Result";

export default tileOf<Activity, Schemas["Histogram"]>(readActivity, ({ asked, query, answer, height, chart }) => (
  <Result bare={height} asked={asked} body={query} histogram={answer} set={() => undefined} chart={chart} />
));
