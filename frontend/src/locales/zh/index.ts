import "dayjs/locale/zh-cn.js"; // the names of months and weekdays in every calendar
import type en from "../en";
import type { Shape } from "../shape";
import behind from "./behind.json";
import catalogue from "./catalogue.json";
import chart from "./chart.json";
import common from "./common.json";
import funnels from "./funnels.json";
import groups from "./groups.json";
import home from "./home.json";
import identity from "./identity.json";
import kol from "./kol.json";
import lifecycle from "./lifecycle.json";
import live from "./live.json";
import pages from "./pages.json";
import people from "./people.json";
import profile from "./profile.json";
import query from "./query.json";
import report from "./report.json";
import reports from "./reports.json";
import retention from "./retention.json";
import rfm from "./rfm.json";
import schema from "./schema.json";
import segments from "./segments.json";
import session from "./session.json";
import settings from "./settings.json";
import shell from "./shell.json";
import start from "./start.json";
import states from "./states.json";
import tags from "./tags.json";
import trends from "./trends.json";

const zh: Shape<typeof en> = {
  behind,
  catalogue,
  chart,
  common,
  funnels,
  groups,
  home,
  identity,
  kol,
  lifecycle,
  live,
  pages,
  people,
  profile,
  query,
  report,
  reports,
  retention,
  rfm,
  schema,
  segments,
  session,
  settings,
  shell,
  start,
  states,
  tags,
  trends,
};
export default zh;
