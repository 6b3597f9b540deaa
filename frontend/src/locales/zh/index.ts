import type en from "../en";
import common from "./common.json";
import pages from "./pages.json";
import query from "./query.json";

const zh: typeof en = { common, pages, query };
export default zh;
