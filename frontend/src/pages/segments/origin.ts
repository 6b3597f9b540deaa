/** Where a list without a condition came from. */
type Source = Record<string, unknown> | null | undefined;

/** The key of the words for it. */
export function origin(source: Source): "fromNumber" | "fromFile" | "fromLookalike" {
  if (source && "file" in source) return "fromFile";
  return source && "lookalike" in source ? "fromLookalike" : "fromNumber";
}

/** Whether the list can be made anew: of a condition, or of a number that can be asked again. */
export const canRefresh = (segment: { condition?: unknown; source?: Source }) => Boolean(segment.condition) || origin(segment.source) === "fromNumber";
