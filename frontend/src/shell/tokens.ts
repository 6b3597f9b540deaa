/** Colours and sizes of the "quiet instrument": neutral surfaces, one blue, colour only for data and state. */

export interface Palette {
  page: string;
  card: string;
  raised: string;
  line: string;
  text: string;
  secondary: string;
  label: string;
  brand: string;
  link: string;
  better: string;
  worse: string;
  /** Up to eight series; a ninth is "other". */
  series: readonly string[];
  /** From nothing to much, for heat maps. */
  scale: readonly string[];
}

export const light: Palette = {
  page: "#F5F6F8",
  card: "#FFFFFF",
  raised: "#FFFFFF",
  line: "#E7EAEE",
  text: "#1B2430",
  secondary: "#5A6675",
  label: "#667283",
  brand: "#0A66A8",
  link: "#0A66A8",
  better: "#007A5A",
  worse: "#B84A00",
  series: ["#0A66A8", "#D9660A", "#0E9F7E", "#AC82D7", "#6E113A", "#8C5A4D", "#401298", "#41400B"],
  scale: ["#EEF5FB", "#C6DFF1", "#8FC0E3", "#2A75B0", "#1A5F99", "#0B4A82"],
};

export const dark: Palette = {
  page: "#0F1216",
  card: "#171B21",
  raised: "#1E242C",
  line: "#262D36",
  text: "#E6EAF0",
  secondary: "#9AA6B5",
  label: "#9AA6B5",
  brand: "#2E86C4",
  link: "#6DB8E8",
  better: "#3CCFA4",
  worse: "#F2994A",
  series: ["#4DA3DB", "#F2994A", "#3CCFA4", "#EFC8F2", "#E84E5F", "#AA7B98", "#8A72F7", "#C2E786"],
  scale: ["#16222E", "#1B3A56", "#20557F", "#256799", "#5FA8DE", "#9BCDF2"],
};

export const FONT =
  '"Inter Variable", "PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';
export const MONO = 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono CJK SC", monospace';
