/** A map while it is edited, and what of it the server is told. */
import { askable, type EventFilter, type Span } from "@/shared/query";
import type { JourneyMap, Touchpoint } from "./useMaps";

export interface PointDraft {
  key: string;
  stage: string;
  name: string;
  events: EventFilter[];
  next: string[];
  within?: Span;
  goal: string;
  owner: string;
  opportunities: string[];
  experiments: string[];
  target?: NonNullable<Touchpoint["target"]>;
}

export interface MapDraft {
  name: string;
  stages: { key: string; name: string }[];
  points: PointDraft[];
  window: Span;
}

export function draftOf(map: JourneyMap): MapDraft {
  return {
    name: map.name,
    stages: map.stages.map(({ key, name }) => ({ key, name: name ?? "" })),
    window: map.window as Span,
    points: map.touchpoints.map((one) => ({
      key: one.key,
      stage: one.stage,
      name: one.name,
      events: one.events as unknown as EventFilter[],
      next: one.next ?? [],
      ...(one.within && { within: one.within as Span }),
      goal: one.goal ?? "",
      owner: one.owner ?? "",
      opportunities: one.opportunities ?? [],
      experiments: one.experiments ?? [],
      ...(one.target && { target: one.target }),
    })),
  };
}

/** The touchpoints in the order of their stages, which is the order of the map. */
export function ordered(draft: MapDraft): PointDraft[] {
  const place = new Map(draft.stages.map((one, n) => [one.key, n]));
  return [...draft.points].sort((a, b) => place.get(a.stage)! - place.get(b.stage)!);
}

/** Those further down the map, where a touchpoint may lead. */
export function later(draft: MapDraft, key: string): PointDraft[] {
  const all = ordered(draft);
  return all.slice(all.findIndex((one) => one.key === key) + 1);
}

/** Everything is there that a map needs. */
export const complete = (draft: MapDraft): boolean =>
  draft.name.trim() !== "" && draft.points.length > 0 && draft.points.every((one) => one.name.trim() !== "" && one.events.length > 0);

export function withStage(draft: MapDraft): MapDraft {
  let n = draft.stages.length + 1;
  while (draft.stages.some((one) => one.key === `stage_${n}`)) n += 1;
  return { ...draft, stages: [...draft.stages, { key: `stage_${n}`, name: "" }] };
}

export const withoutStage = (draft: MapDraft, key: string): MapDraft => ({ ...draft, stages: draft.stages.filter((one) => one.key !== key) });

/** Whatever led to it leads there no more. */
export const withoutPoint = (draft: MapDraft, key: string): MapDraft => ({
  ...draft,
  points: draft.points.filter((one) => one.key !== key).map((one) => ({ ...one, next: one.next.filter((each) => each !== key) })),
});

/** What a further version is made of: ways that lead back, since something was moved, are left out. */
export function savedBody(draft: MapDraft) {
  return {
    name: draft.name.trim(),
    stages: draft.stages,
    touchpoints: ordered(draft).map((one) => {
      const ahead = new Set(later(draft, one.key).map((each) => each.key));
      const { within, target, ...rest } = one;
      return {
        ...rest,
        name: one.name.trim(),
        events: one.events.map(askable),
        next: one.next.filter((key) => ahead.has(key)),
        opportunities: one.opportunities.map((text) => text.trim()).filter(Boolean),
        ...(within && { within }),
        ...(target && { target }),
      };
    }),
  };
}
