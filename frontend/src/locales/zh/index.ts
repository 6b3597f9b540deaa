import type en from "../en";
import common from "./common.json";
import pages from "./pages.json";

const zh: typeof en = { common, pages };
export default zh;
