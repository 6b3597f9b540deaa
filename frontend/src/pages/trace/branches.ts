/** A list of people with places of who brought them, as branches. */
import type { Schemas } from "@/api/client";

export interface Branch {
  place: number;
  node: Schemas["TreeNode"];
  children?: Branch[];
}

/** Those whose host is not in the list stand at the root. */
export function branches(nodes: readonly Schemas["TreeNode"][]): Branch[] {
  const all: Branch[] = nodes.map((node, place) => ({ place, node }));
  const roots: Branch[] = [];
  for (const branch of all) {
    const host = branch.node.parent == null ? undefined : all[branch.node.parent];
    if (host) (host.children ??= []).push(branch);
    else roots.push(branch);
  }
  return roots;
}
