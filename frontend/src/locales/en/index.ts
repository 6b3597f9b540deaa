import chart from "./chart.json";
import common from "./common.json";
import pages from "./pages.json";
import profile from "./profile.json";
import query from "./query.json";
import states from "./states.json";

const en = {
  chart,
  common,
  pages,
  profile,
  query,
  states,
};
export default en;
