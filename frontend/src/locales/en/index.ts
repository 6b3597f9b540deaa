import common from "./common.json";
import pages from "./pages.json";
import query from "./query.json";

const en = { common, pages, query };
export default en;
