import common from "./common.json";
import pages from "./pages.json";

const en = { common, pages };
export default en;
