/** The answer about paths as a Sankey: nodes in columns, what is not told put together, and those who left. */
import type { Schemas } from "@/api/client";
import type { SankeyLink, SankeyNode } from "@/chart";

export type Ways = Schemas["WaysTold"];
export const OTHER = "$other";
export const MORE = "$more";
const EXIT = "$exit";

export interface Place {
  step: number;
  name: string;
}

const idOf = (step: number, name: string) => `${step}:${name}`;

export function placeOf(id: string): Place {
  const at = id.indexOf(":");
  return { step: Number(id.slice(0, at)), name: id.slice(at + 1) };
}

export const isExit = (id: string): boolean => placeOf(id).name === EXIT;

interface Words {
  other: string;
  more: string;
  exit: string;
}

/** What a node is called. */
export const called = (name: string, words: Words): string => ({ [OTHER]: words.other, [MORE]: words.more, [EXIT]: words.exit })[name] ?? name;

/** `start`: paths begin with what was asked for; `goal`: they end with it. */
export function drawn(ways: Ways, words: Words, ends: { start: boolean; goal: boolean }): { nodes: SankeyNode[]; links: SankeyLink[] } {
  const links: SankeyLink[] = [
    ...ways.links.map((link) => ({
      from: idOf(link.step, link.from),
      to: idOf(link.step + 1, link.to),
      people: link.paths,
      median_seconds: link.median_seconds,
    })),
    ...ways.rest.map((rest) => ({ from: idOf(rest.step, rest.from), to: idOf(rest.step + 1, OTHER), people: rest.paths })),
    ...ways.nodes
      .filter((node) => node.dropped > 0 && ways.links.length > 0)
      .map((node) => ({ from: idOf(node.step, node.name), to: idOf(node.step + 1, EXIT), people: node.dropped })),
  ];
  const known = new Map(ways.nodes.map((node) => [idOf(node.step, node.name), node.paths]));
  const last = Math.max(...ways.steps.map((step) => step.step), 0);
  const ids = [...new Set(links.flatMap((link) => [link.from, link.to]))];
  const nodes = ids.map((id) => {
    const { step, name } = placeOf(id);
    const kind = name === EXIT ? "exit" : name === OTHER ? "other" : ends.goal && step === last ? "goal" : step === 1 ? "start" : "step";
    return { id, name: called(name, words), kind, depth: step - 1, people: known.get(id) ?? through(id, links) } as SankeyNode;
  });
  return { nodes, links };
}

function through(id: string, links: readonly SankeyLink[]): number {
  const sum = (side: "from" | "to") => links.reduce((total, link) => total + (link[side] === id ? link.people : 0), 0);
  return Math.max(sum("from"), sum("to"));
}
