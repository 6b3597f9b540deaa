/** The chart set: every number drawn in the console is drawn here. ECharts loads with the first chart that needs it. */
export { Bars, Line } from "./TimeChart";
export { Boxes } from "./Boxes";
export { FunnelChart } from "./Funnel";
export { HeatMap } from "./HeatMap";
export { Change, Kpi } from "./Kpi";
export { columnNames, RetentionTable } from "./Retention";
export { Sankey } from "./Sankey";
export { Spark } from "./Spark";
export { Twin } from "./Twin";
export { ViewSwitch } from "./ViewSwitch";
export { chartPng, saveCsv, savePng } from "./export";
export { photographed } from "./picture";
export type * from "./types";
