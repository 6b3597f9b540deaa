/** Pictures that people save: what ECharts draws, or what stands on the page, under a title, at twice the size. */
import { FONT, type Palette } from "@/shell/tokens";
import type { EChartsCoreOption } from "./echarts";
import { paint } from "./paint";
import type { Shown } from "./timeOption";

const RATIO = 2;
const WIDTH = 1040;
const EDGE = 24;
const HEAD = 34;
const LEGEND = 22;

/** A chart with its title and legend. */
export async function captioned(
  option: (width: number) => EChartsCoreOption,
  height: number,
  title: string,
  legend: readonly Pick<Shown, "name" | "colour">[],
  palette: Palette,
): Promise<Blob> {
  const { drawnOnce } = await import("./echartsPicture");
  await document.fonts.ready;
  const inner = WIDTH - 2 * EDGE;
  const rows = legend.length > 1 ? legendRows(legend, inner) : [];
  const top = EDGE + HEAD + rows.length * LEGEND;
  const [canvas, pen] = sheet(WIDTH, top + height + EDGE, palette, title);
  rows.forEach((row, line) =>
    row.forEach(({ x, one }) => {
      const y = EDGE + HEAD + line * LEGEND;
      pen.fillStyle = one.colour;
      pen.fillRect(EDGE + x, y, 10, 10);
      pen.fillStyle = palette.text;
      pen.font = `400 12px ${FONT}`;
      pen.fillText(one.name, EDGE + x + 16, y + 9);
    }),
  );
  pen.drawImage(drawnOnce(option(inner), inner, height, RATIO), EDGE, top, inner, height);
  return blob(canvas);
}

/** Something on the page (a table, a funnel), whole, also what is scrolled out of sight. */
export async function photographed(element: HTMLElement, title: string, palette: Palette): Promise<Blob> {
  await document.fonts.ready;
  const stage = document.createElement("div");
  stage.style.cssText = `position:fixed;left:-99999px;top:0;width:${WIDTH - 2 * EDGE}px;overflow:visible`;
  const copy = element.cloneNode(true) as HTMLElement;
  copy.style.cssText += ";width:max-content;min-width:100%;max-height:none;overflow:visible";
  stage.append(copy);
  element.parentElement!.append(stage);
  // What sticks to the edge of a scrolled place would stick to the edge of the window, far from its row.
  for (const each of copy.querySelectorAll<HTMLElement>("*")) if (getComputedStyle(each).position === "sticky") each.style.position = "static";
  try {
    const { width, height } = copy.getBoundingClientRect();
    const [canvas, pen] = sheet(width + 2 * EDGE, EDGE + HEAD + height + EDGE, palette, title);
    paint(pen, copy, EDGE, EDGE + HEAD);
    return await blob(canvas);
  } finally {
    stage.remove();
  }
}

function sheet(width: number, height: number, palette: Palette, title: string): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * RATIO);
  canvas.height = Math.ceil(height * RATIO);
  const pen = canvas.getContext("2d")!;
  pen.scale(RATIO, RATIO);
  pen.fillStyle = palette.card;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = palette.text;
  pen.font = `600 16px ${FONT}`;
  pen.fillText(title, EDGE, EDGE + 14, width - 2 * EDGE);
  return [canvas, pen];
}

function legendRows<One extends { name: string }>(legend: readonly One[], width: number): { x: number; one: One }[][] {
  const measure = document.createElement("canvas").getContext("2d")!;
  measure.font = `400 12px ${FONT}`;
  const rows: { x: number; one: One }[][] = [[]];
  let x = 0;
  for (const one of legend) {
    const size = measure.measureText(one.name).width + 34;
    if (x > 0 && x + size > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ x, one });
    x += size;
  }
  return rows;
}

function blob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("the picture is too large"))), "image/png"),
  );
}
