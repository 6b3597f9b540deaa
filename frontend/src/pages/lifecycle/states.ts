/** What kind of place each state is on the way, and its numbers as the pictures take them. */
import type { NodeKind, SankeyLink, SankeyNode } from "@/chart";
import type { Schemas } from "@/api/client";
import { STATES } from "@/shared/lifecycle";

const KINDS: Record<string, NodeKind> = { active: "goal", resurrected: "goal", declining: "exit", dormant: "exit", churned: "exit", "": "other" };

export const kindOf = (state: string): NodeKind => KINDS[state] ?? "step";

type Flow = Schemas["Flow"];

/** Flows as the picture takes them: a node is a state at one of the dates, `0:active`. */
export function flowPicture(flows: readonly Flow[], name: (state: string) => string): { nodes: SankeyNode[]; links: SankeyLink[] } {
  const people = new Map<string, number>();
  const last = Math.max(-1, ...flows.map((flow) => flow.step));
  const add = (id: string, n: number) => people.set(id, (people.get(id) ?? 0) + n);
  for (const flow of flows) {
    add(nodeId(flow.step, flow.before), flow.people);
    if (flow.step === last) add(nodeId(flow.step + 1, flow.state), flow.people);
  }
  const nodes = [...people].map(([id, count]) => {
    const { depth, state } = placeOf(id);
    return { id, name: name(state), kind: kindOf(state), depth, people: count };
  });
  const links = flows.map((flow) => ({ from: nodeId(flow.step, flow.before), to: nodeId(flow.step + 1, flow.state), people: flow.people }));
  return { nodes, links };
}

export const nodeId = (depth: number, state: string): string => `${depth}:${state}`;

export function placeOf(id: string): { depth: number; state: string } {
  const at = id.indexOf(":");
  return { depth: Number(id.slice(0, at)), state: id.slice(at + 1) };
}

/** People by state before (rows; "" = new) and after (columns); null where nobody went. */
export function matrixOf(moves: readonly Schemas["Move"][], rows: readonly string[]): (number | null)[][] {
  return rows.map((before) => STATES.map((state) => moves.find((move) => move.before === before && move.state === state)?.people ?? null));
}
