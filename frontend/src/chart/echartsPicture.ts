/** Draws an option once on a canvas, with the page's own fonts: the picture that people save. */
import { CanvasRenderer } from "echarts/renderers";
import { type EChartsCoreOption, init, use } from "./echarts";

use([CanvasRenderer]);

export function drawnOnce(option: EChartsCoreOption, width: number, height: number, ratio: number): HTMLCanvasElement {
  const chart = init(document.createElement("div"), null, { renderer: "canvas", width, height, devicePixelRatio: ratio });
  chart.setOption({ ...option, animation: false });
  const canvas = chart.renderToCanvas({ pixelRatio: ratio });
  const kept = document.createElement("canvas");
  kept.width = canvas.width;
  kept.height = canvas.height;
  kept.getContext("2d")!.drawImage(canvas, 0, 0);
  chart.dispose();
  return kept;
}
