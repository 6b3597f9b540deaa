/** The parts of ECharts that we draw with; a chunk of its own that the first chart loads. */
import { BarChart, LineChart, SankeyChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, SankeyChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export { init, use };
export type { ECharts, EChartsCoreOption } from "echarts/core";
