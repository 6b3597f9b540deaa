import attribution from "./attribution.json";
import behind from "./behind.json";
import bottlenecks from "./bottlenecks.json";
import catalogue from "./catalogue.json";
import chart from "./chart.json";
import common from "./common.json";
import dashboards from "./dashboards.json";
import experiments from "./experiments.json";
import explore from "./explore.json";
import flags from "./flags.json";
import funnels from "./funnels.json";
import groups from "./groups.json";
import holdouts from "./holdouts.json";
import home from "./home.json";
import identity from "./identity.json";
import kol from "./kol.json";
import lifecycle from "./lifecycle.json";
import live from "./live.json";
import maps from "./maps.json";
import metrics from "./metrics.json";
import pages from "./pages.json";
import paths from "./paths.json";
import people from "./people.json";
import profile from "./profile.json";
import query from "./query.json";
import reconcile from "./reconcile.json";
import report from "./report.json";
import reports from "./reports.json";
import retention from "./retention.json";
import rfm from "./rfm.json";
import schema from "./schema.json";
import segments from "./segments.json";
import session from "./session.json";
import sessions from "./sessions.json";
import settings from "./settings.json";
import shell from "./shell.json";
import sql from "./sql.json";
import start from "./start.json";
import states from "./states.json";
import tags from "./tags.json";
import trace from "./trace.json";
import trends from "./trends.json";

const en = {
  attribution,
  behind,
  bottlenecks,
  catalogue,
  chart,
  common,
  dashboards,
  experiments,
  explore,
  flags,
  funnels,
  groups,
  holdouts,
  home,
  identity,
  kol,
  lifecycle,
  live,
  maps,
  metrics,
  pages,
  paths,
  people,
  profile,
  query,
  reconcile,
  report,
  reports,
  retention,
  rfm,
  schema,
  segments,
  session,
  sessions,
  settings,
  shell,
  sql,
  start,
  states,
  tags,
  trace,
  trends,
};
export default en;
