import chart from "./chart.json";
import common from "./common.json";
import pages from "./pages.json";
import query from "./query.json";
import session from "./session.json";
import shell from "./shell.json";
import states from "./states.json";

const en = {
  chart,
  common,
  pages,
  query,
  session,
  shell,
  states,
};
export default en;
