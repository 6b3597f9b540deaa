/** Ways that people take. Colours mean something: where it starts, a step, the goal, and grey for those who left. */
import { useCallback, useImperativeHandle, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Formats } from "@/shared/format";
import { Empty } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import { FONT, type Palette } from "@/shell/tokens";
import { Drawing, type Hit } from "./Drawing";
import type { EChartsCoreOption } from "./echarts";
import { Legend } from "./Legend";
import { captioned } from "./picture";
import style from "./Sankey.module.css";
import { between } from "./scale";
import { line, node as made, tooltipBox } from "./tooltip";
import { Twin } from "./Twin";
import type { NodeKind, SankeyLink, SankeyNode, SankeyProps, Table } from "./types";

const HEIGHT = 440;
/** From a node to the one below it, so that the labels of two thin ones still stand apart. */
const GAP = 18;
const KINDS: readonly NodeKind[] = ["start", "step", "goal", "other", "exit"];

export function Sankey(props: SankeyProps) {
  const { nodes, links, label, kinds, unit, height = tall(nodes), view, ref } = props;
  const { palette } = useTheme();
  const format = useFormat();
  const { t } = useTranslation("chart");
  const words = useMemo(() => ({ median: t("median"), people: unit ?? t("people") }), [t, unit]);
  const option = useCallback(
    (width: number) => sankeyOption(nodes, links, palette, format, words, width),
    [nodes, links, palette, format, words],
  );
  const table = useMemo(() => ({ ...linkTable(nodes, links), columns: [t("from"), t("to"), words.people] }), [nodes, links, t, words]);
  const legend = KINDS.filter((kind) => nodes.some((node) => node.kind === kind)).map((kind, place) => ({
    place,
    name: kinds?.[kind] ?? t(`node.${kind}`),
    colour: colourOf(kind, palette),
  }));
  useImperativeHandle(ref, () => ({ table: () => table, png: () => captioned(option, height, label, legend, palette) }));
  const clicked = ({ what }: Hit) => {
    if (what?.dataType === "node") props.onNode?.((what.data as { name: string }).name);
    else if (what?.dataType === "edge") {
      const edge = what.data as { source: string; target: string };
      props.onLink?.(edge.source, edge.target);
    }
  };
  if (links.length === 0) return <Empty small title={t("nothing")} />;
  if (view === "table") return <Twin table={table} label={label} />;
  return (
    <>
      <Legend series={legend} />
      <div className={style.scroll} tabIndex={0} role="region" aria-label={label}>
        <div className={style.least}>
          <Drawing option={option} height={height} label={label} onClick={clicked} />
        </div>
      </div>
    </>
  );
}

/** Half of the height is for the people, however many nodes there are. */
function tall(nodes: readonly SankeyNode[]): number {
  const many = new Map<number, number>();
  for (const { depth } of nodes) many.set(depth, (many.get(depth) ?? 0) + 1);
  return Math.max(HEIGHT, 2 * GAP * Math.max(0, ...many.values()));
}

export function colourOf(kind: NodeKind, palette: Palette): string {
  if (kind === "start") return palette.brand;
  if (kind === "goal") return palette.better;
  if (kind === "step") return between(palette.brand, palette.card, 0.35);
  return palette.label;
}

function sankeyOption(
  nodes: readonly SankeyNode[],
  links: readonly SankeyLink[],
  palette: Palette,
  format: Formats,
  words: { median: string; people: string },
  width: number,
): EChartsCoreOption {
  const kind = new Map(nodes.map((node) => [node.id, node.kind]));
  const name = new Map(nodes.map((node) => [node.id, node.name]));
  const depth = Math.max(...nodes.map((node) => node.depth));
  const room = Math.max(60, width / (depth + 1) - 40);
  return {
    tooltip: { ...tooltipBox(palette), trigger: "item", formatter: (item: Hovered) => told(item, name, format, words) },
    series: {
      type: "sankey",
      left: 4,
      right: room,
      top: 8,
      bottom: 8,
      nodeWidth: 12,
      nodeGap: GAP,
      draggable: false,
      emphasis: { focus: "adjacency" },
      data: nodes.map((node) => ({
        name: node.id,
        value: node.people,
        depth: node.depth,
        itemStyle: { color: colourOf(node.kind, palette), opacity: node.kind === "exit" ? 0.55 : 1, borderWidth: 0 },
      })),
      links: links.map((link) => ({
        source: link.from,
        target: link.to,
        value: link.people,
        median: link.median_seconds,
        lineStyle: { color: linkColour(kind.get(link.from), kind.get(link.to), palette), opacity: kind.get(link.to) === "exit" ? 0.16 : 0.3 },
      })),
      label: {
        fontFamily: FONT,
        fontSize: 12,
        color: palette.text,
        width: room - 8,
        overflow: "truncate",
        formatter: ({ name: id, value }: { name: string; value: number }) => `{number|${format.number(value)}}  ${plain(name.get(id) ?? id)}`,
        rich: { number: { fontFamily: FONT, fontSize: 11, color: palette.secondary } },
      },
    },
  };
}

interface Hovered {
  dataType: "node" | "edge";
  name: string;
  value: number;
  data: { source: string; target: string; median?: number | null };
}

function told(item: Hovered, name: Map<string, string>, format: Formats, words: { median: string; people: string }): HTMLElement {
  const box = made("div");
  const { source, target, median } = item.data;
  box.append(made("div", item.dataType === "edge" ? `${name.get(source)} → ${name.get(target)}` : (name.get(item.name) ?? item.name), "font-weight:600"));
  const list = made("div", "", "display:grid;grid-template-columns:0 1fr auto;gap:2px 10px;margin-top:4px");
  list.append(...line("", words.people, format.number(item.value)));
  if (item.dataType === "edge" && median) list.append(...line("", words.median, format.duration(median)));
  box.append(list);
  return box;
}

function linkColour(from: NodeKind | undefined, to: NodeKind | undefined, palette: Palette): string {
  if (to === "exit" || to === "goal" || to === "other") return colourOf(to, palette);
  return colourOf(from ?? "step", palette);
}

/** ECharts reads braces and bars in a label as its own marks. */
function plain(text: string): string {
  return text.replace(/[{}|]/g, " ");
}

function linkTable(nodes: readonly SankeyNode[], links: readonly SankeyLink[]): Pick<Table, "rows"> {
  const name = new Map(nodes.map((node) => [node.id, `${node.depth + 1} ${node.name}`]));
  const sorted = [...links].sort((a, b) => b.people - a.people);
  return { rows: sorted.map((link) => [name.get(link.from) ?? link.from, name.get(link.to) ?? link.to, link.people]) };
}
