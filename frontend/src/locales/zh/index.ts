import type en from "../en";
import common from "./common.json";
import pages from "./pages.json";
import states from "./states.json";

const zh: typeof en = { common, pages, states };
export default zh;
