/** Whether a region of an overlap is part of what an operation leaves. */
export function belongs(inside: readonly string[], segments: readonly { id: string }[], op: "union" | "intersection" | "difference"): boolean {
  if (op === "union") return true;
  if (op === "intersection") return inside.length === segments.length;
  return inside.length === 1 && inside[0] === segments[0]?.id;
}
