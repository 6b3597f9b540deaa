import type en from "../en";
import type { Shape } from "../shape";
import chart from "./chart.json";
import common from "./common.json";
import funnels from "./funnels.json";
import home from "./home.json";
import pages from "./pages.json";
import query from "./query.json";
import report from "./report.json";
import retention from "./retention.json";
import session from "./session.json";
import shell from "./shell.json";
import states from "./states.json";
import trends from "./trends.json";

const zh: Shape<typeof en> = {
  chart,
  common,
  funnels,
  home,
  pages,
  query,
  report,
  retention,
  session,
  shell,
  states,
  trends,
};
export default zh;
