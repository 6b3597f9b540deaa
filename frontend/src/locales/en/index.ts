import chart from "./chart.json";
import common from "./common.json";
import pages from "./pages.json";
import query from "./query.json";
import report from "./report.json";
import states from "./states.json";

const en = {
  chart,
  common,
  pages,
  query,
  report,
  states,
};
export default en;
