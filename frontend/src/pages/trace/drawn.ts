/** A flow as what the Sankey draws. */
import type { Schemas } from "@/api/client";
import type { NodeKind, SankeyLink, SankeyNode } from "@/chart";

export const STAGES = ["paid", "unpaid", "brought", "quiet"] as const;
export type Stage = (typeof STAGES)[number];

const KIND: Record<Stage, NodeKind> = { paid: "step", unpaid: "other", brought: "goal", quiet: "exit" };
const DEPTH: Record<Stage, number> = { paid: 1, unpaid: 1, brought: 2, quiet: 2 };

export function drawn(flow: Schemas["ExposureFlow"], named: (channel: unknown) => string, staged: (stage: Stage) => string): { nodes: SankeyNode[]; links: SankeyLink[] } {
  const links = flow.links.map((one) => ({ from: one.source, to: one.target, people: one.people }));
  const reached = (id: string) => links.filter((one) => one.to === id || (one.from === id && id.startsWith("channel:"))).reduce((sum, one) => sum + one.people, 0);
  const channels = flow.channels.map((one, n) => ({ id: `channel:${n}`, name: named(one.channel), kind: "start" as NodeKind, depth: 0, people: reached(`channel:${n}`) }));
  const stages = STAGES.map((stage) => ({ id: stage as string, name: staged(stage), kind: KIND[stage], depth: DEPTH[stage], people: reached(stage) }));
  return { nodes: [...channels, ...stages].filter((node) => node.people > 0), links };
}

type Cell = { channel?: unknown; paid?: boolean; brought?: boolean };
const CELL: Record<Stage, Cell> = { paid: { paid: true }, unpaid: { paid: false }, brought: { brought: true }, quiet: { brought: false } };

/** Whom a node or, of two ends, a link counts: what the people route takes. */
export function cellOf(flow: Schemas["ExposureFlow"], ...ends: readonly string[]): Cell {
  const one = (id: string): Cell => (id.startsWith("channel:") ? { channel: flow.channels[Number(id.slice("channel:".length))]!.channel } : CELL[id as Stage]);
  return Object.assign({}, ...ends.map(one)) as Cell;
}
