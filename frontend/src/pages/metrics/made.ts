/** What the form of a new metric holds, and the definition it becomes. */
import type { Schemas } from "@/api/client";
import type { EventFilter } from "@/shared/query";
import type { Entry } from "./useMetrics";

export const MADE = ["proportion", "mean", "sum", "ratio", "retention", "quantile", "participation"] as const;

export interface Made {
  name: string;
  kind: (typeof MADE)[number];
  event: EventFilter;
  property?: string;
  /** Event null = everybody who has the event itself. */
  base: EventFilter;
  /** Days from entering the base; null = the bucket itself. */
  window: number | null;
  day: number;
  group: Entry["group"];
  unit: Entry["unit"];
  direction: Entry["direction"];
}

export const NOTHING: Made = {
  name: "",
  kind: "proportion",
  event: { event: null, where: [] },
  base: { event: null, where: [] },
  window: null,
  day: 1,
  group: "other",
  unit: "number",
  direction: "up",
};

/** The body that `POST /api/metrics` takes. */
export function definitionOf(made: Made): Omit<Schemas["NewMetric"], "definition"> & { definition: object } {
  const { name, group, unit, direction, kind } = made;
  const numeric = kind === "mean" || kind === "sum" || kind === "ratio" || kind === "quantile";
  const event = { events: [{ ...made.event, ...(numeric && made.property && { property: made.property }) }] };
  const needsBase = kind === "ratio" || kind === "retention";
  const hasBase = kind !== "sum" && kind !== "quantile" && (needsBase || made.base.event !== null || Boolean(made.base.where?.length));
  const definition = {
    kind,
    event,
    ...(hasBase && { base: { events: [made.base], ...(kind === "ratio" && { counts: "people" }) } }),
    ...(kind === "proportion" && hasBase && made.window && { window: { within: { days: made.window } } }),
    ...(kind === "retention" && { days: [made.day, made.day] }),
  };
  return { name: name.trim(), about: "", owner: "", group, unit, direction, definition };
}
