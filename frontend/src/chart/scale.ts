/** From a share to a shade whose text can be read: shades change smoothly but leap over where no text has contrast. */
import type { Palette } from "@/shell/tokens";

export interface Shade {
  background: string;
  color: string;
}

const DARK = "#1B2430";
const WHITE = "#FFFFFF";

/** The shade for 0 ≤ share ≤ 1. */
export function shade(share: number, palette: Pick<Palette, "scale">): Shade {
  const { scale } = palette;
  const at = Math.min(1, Math.max(0, share)) * (scale.length - 1);
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  const [from, to] = [scale[low]!, scale[high]!];
  const leap = inkOn(from) !== inkOn(to);
  const background = leap ? (at - low < 0.5 ? from : to) : between(from, to, at - low);
  return { background, color: inkOn(background) };
}

/** Dark or white, whichever reads better. */
export function inkOn(background: string): string {
  return contrast(background, DARK) >= contrast(background, WHITE) ? DARK : WHITE;
}

/** The contrast of WCAG 2. */
export function contrast(a: string, b: string): number {
  const [light, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dim + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = rgb(hex).map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** A colour between two. */
export function between(from: string, to: string, share: number): string {
  const [a, b] = [rgb(from), rgb(to)];
  return `#${a.map((part, at) => Math.round(part + (b[at]! - part) * share).toString(16).padStart(2, "0")).join("")}`;
}

function rgb(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
