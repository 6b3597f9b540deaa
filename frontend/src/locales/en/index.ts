import chart from "./chart.json";
import common from "./common.json";
import pages from "./pages.json";

const en = { chart, common, pages };
export default en;
