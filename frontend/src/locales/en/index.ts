import chart from "./chart.json";
import common from "./common.json";
import pages from "./pages.json";
import states from "./states.json";

const en = { chart, common, pages, states };
export default en;
