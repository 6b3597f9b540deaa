import catalogue from "./catalogue.json";
import chart from "./chart.json";
import common from "./common.json";
import pages from "./pages.json";
import people from "./people.json";
import profile from "./profile.json";
import query from "./query.json";
import reports from "./reports.json";
import segments from "./segments.json";
import session from "./session.json";
import shell from "./shell.json";
import states from "./states.json";

const en = {
  catalogue,
  chart,
  common,
  pages,
  people,
  profile,
  query,
  reports,
  segments,
  session,
  shell,
  states,
};
export default en;
