/** The questions that Home asks, each a report that can be opened; their answers are shown as they came. */
import { useQuery } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import type { KeyEvent, KeyEvents } from "@/session/useKeyEvents";
import { useProject } from "@/session/useProject";
import { linkTo } from "@/shared/urlState";
import { intervalOf, type View } from "./view";

type Trend = Partial<Schemas["TrendBody"]> & Pick<Schemas["TrendBody"], "series">;
type Funnel = Partial<Schemas["FunnelBody"]> & Pick<Schemas["FunnelBody"], "steps">;
type Retention = Partial<Schemas["RetentionBody"]>;

export const HOME = "home";
/** People have a week to become active, and come back a week later. */
const WINDOW = { days: 7 };
export const DAY = 7;

const plain = (one: KeyEvent) => ({ event: one.event, ...(one.where?.length ? { where: one.where as never } : {}) });
const within = (view: View) => ({ since: view.since, until: view.until, ...(view.segment ? { segment: view.segment } : {}) });

export const activePeople = (view: View): Trend => ({
  series: [{ event: null, measure: "people" }] as Trend["series"],
  interval: intervalOf(view),
  compare: true,
  ...within(view),
});

export const newPeople = (view: View, sign_up: KeyEvent): Trend => ({
  series: [{ ...plain(sign_up), measure: "people" }] as Trend["series"],
  interval: intervalOf(view),
  compare: true,
  ...within(view),
});

export const revenue = (view: View, key: NonNullable<KeyEvents["revenue"]>): Trend => ({
  series: [{ ...plain(key), measure: "sum", property: key.property }] as Trend["series"],
  interval: intervalOf(view),
  compare: true,
  ...within(view),
});

export const activation = (view: View, sign_up: KeyEvent, active: KeyEvent): Funnel => ({
  steps: [plain(sign_up), plain(active)] as Funnel["steps"],
  window: WINDOW as Funnel["window"],
  ...within(view),
});

export const dayRetention = (view: View, sign_up: KeyEvent | null): Retention => ({
  start: (sign_up ? plain(sign_up) : { event: null }) as Retention["start"],
  return: { event: null } as never,
  start_kind: sign_up ? "first_in_range" : "first_ever",
  period: "day",
  periods: DAY + 1,
  ...within(view),
});

/** Volume of the busiest events in the last seven days, against the seven before. */
export const weekOverWeek = (names: readonly string[], segment?: string): Trend => ({
  series: names.map((event) => ({ event, measure: "total" })) as Trend["series"],
  interval: "day",
  since: "-6d",
  compare: "-7d",
  ...(segment ? { segment } : {}),
});

export function useTrend(body: Trend | undefined) {
  const { id } = useProject();
  return useQuery({
    queryKey: [HOME, id, "trend", body],
    queryFn: ({ signal }) => answered(api.POST("/api/insight/trend", { body: body as Schemas["TrendBody"], signal })),
    enabled: body !== undefined,
  });
}

export function useFunnel(body: Funnel | undefined) {
  const { id } = useProject();
  return useQuery({
    queryKey: [HOME, id, "funnel", body],
    queryFn: ({ signal }) => answered(api.POST("/api/insight/funnel", { body: body as Schemas["FunnelBody"], signal })),
    enabled: body !== undefined,
  });
}

export function useFunnelCourse(body: Funnel | undefined, view: View) {
  const { id } = useProject();
  const asked = body && { ...body, interval: intervalOf(view) };
  return useQuery({
    queryKey: [HOME, id, "course", asked],
    queryFn: ({ signal }) => answered(api.POST("/api/insight/funnel/trend", { body: asked as never, signal })),
    enabled: body !== undefined,
  });
}

export function useRetention(body: Retention | undefined) {
  const { id } = useProject();
  return useQuery({
    queryKey: [HOME, id, "retention", body],
    queryFn: ({ signal }) => answered(api.POST("/api/insight/retention", { body: body as Schemas["RetentionBody"], signal })),
    enabled: body !== undefined,
  });
}

/** Where a number can be looked into. */
export function useReportLink() {
  const { id } = useProject();
  return (page: "trends" | "funnels" | "retention", query: object) => linkTo(`/p/${id}/${page}`, query);
}

/** The relative change of a number; null where there is nothing to compare with. */
export function delta(now: number | null | undefined, before: number | null | undefined): number | null {
  return now === null || now === undefined || !before ? null : now / before - 1;
}
