import type { Shape } from "../shape";
import type en from "../en";
import chart from "./chart.json";
import common from "./common.json";
import funnels from "./funnels.json";
import pages from "./pages.json";
import query from "./query.json";
import report from "./report.json";
import session from "./session.json";
import shell from "./shell.json";
import states from "./states.json";

const zh: Shape<typeof en> = {
  chart,
  common,
  funnels,
  pages,
  query,
  report,
  session,
  shell,
  states,
};
export default zh;
