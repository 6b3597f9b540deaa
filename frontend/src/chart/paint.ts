/** Paints what stands on the page onto a canvas: boxes, borders, hatching and texts, as the browser laid them out. */

const HATCH = "data-hatch";

export function paint(pen: CanvasRenderingContext2D, root: HTMLElement, left: number, top: number): void {
  const origin = root.getBoundingClientRect();
  const shift = { x: left - origin.x, y: top - origin.y };
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = root; node; node = walk.nextNode()) {
    if (node instanceof HTMLElement) box(pen, node, shift);
    else if (node instanceof Text) words(pen, node, shift);
  }
}

interface Shift {
  x: number;
  y: number;
}

function box(pen: CanvasRenderingContext2D, element: HTMLElement, shift: Shift): void {
  const style = getComputedStyle(element);
  const { x, y, width, height } = element.getBoundingClientRect();
  if (style.visibility === "hidden" || width === 0 || height === 0) return;
  pen.save();
  pen.globalAlpha = Number(style.opacity);
  pen.beginPath();
  pen.roundRect(x + shift.x, y + shift.y, width, height, Number.parseFloat(style.borderTopLeftRadius) || 0);
  if (visible(style.backgroundColor)) {
    pen.fillStyle = style.backgroundColor;
    pen.fill();
  }
  if (element.hasAttribute(HATCH)) hatch(pen, x + shift.x, y + shift.y, width, height, style.color);
  else if (style.borderTopStyle !== "none" && Number.parseFloat(style.borderTopWidth) > 0) {
    pen.strokeStyle = style.borderTopColor;
    pen.lineWidth = Number.parseFloat(style.borderTopWidth);
    pen.setLineDash(style.borderTopStyle === "dashed" ? [3, 3] : []);
    pen.stroke();
  } else if (Number.parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== "none") {
    pen.fillStyle = style.borderBottomColor;
    pen.fillRect(x + shift.x, y + shift.y + height - 1, width, 1);
  }
  pen.restore();
}

function hatch(pen: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, colour: string): void {
  pen.clip();
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (let at = x - height; at < x + width; at += 7) {
    pen.moveTo(at, y + height);
    pen.lineTo(at + height, y);
  }
  pen.stroke();
}

function words(pen: CanvasRenderingContext2D, node: Text, shift: Shift): void {
  const parent = node.parentElement;
  const said = node.data.trim();
  if (!parent || said === "") return;
  const style = getComputedStyle(parent);
  if (style.visibility === "hidden" || Number(style.opacity) === 0) return;
  const range = document.createRange();
  range.selectNodeContents(node);
  const place = range.getBoundingClientRect();
  if (place.width < 2) return;
  pen.save();
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.fillStyle = style.color;
  pen.textBaseline = "middle";
  pen.fillText(said, place.x + shift.x, place.y + shift.y + place.height / 2, place.width + 1);
  pen.restore();
}

function visible(colour: string): boolean {
  return colour !== "transparent" && !/, 0\)$/.test(colour);
}
