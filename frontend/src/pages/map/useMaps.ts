/** The project's journey maps, the questions about them, and the words for what stands on them. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import type { View } from "@/chart";
import { useProject } from "@/session/useProject";
import { askableCondition, type Condition, isMoment, isObject, LAST_30_DAYS, type Range, readRange, readWho } from "@/shared/query";
import { CLOCK, kept } from "@/shared/report/kept";

export type JourneyMap = Schemas["MapBody"];
export type Touchpoint = Schemas["TouchpointBody"];
export type Numbers = Schemas["MapNumbers"];
export type Box = Schemas["BoxBody"];
export type Way = Schemas["WayBody"];
export type Bottleneck = Schemas["Ranked"];
export type Bottlenecks = Schemas["Bottlenecks"];

const KEPT = ["bottlenecks", ...CLOCK] as const;
type Kept = Pick<Schemas["MapQuestion"], (typeof KEPT)[number]>;

/** What is asked: which map in which version, over which time, of whom, what it is laid beside, and how it is shown. */
export interface Asked extends Range, Partial<Kept> {
  map?: string;
  version?: number;
  /** `previous` = the time before, `-364d` = moved back so far. */
  compare?: string;
  /** Another version. */
  against?: number;
  condition?: Condition;
  show?: View;
}

export const FIRST: Asked = LAST_30_DAYS;
/** Weeks beside weeks: a year back are the same days of the week. */
export const COMPARED = ["previous", "-364d"] as const;

export function readAsked(value: unknown): Asked | undefined {
  if (!isObject(value)) return undefined;
  const [range, who] = [readRange(value), readWho(value)];
  const { map, version, compare, against, show } = value;
  if (!range || !who || (compare != null && !isCompared(compare))) return undefined;
  return {
    ...kept<Kept>(value, KEPT),
    ...range,
    ...who,
    ...(typeof map === "string" && { map }),
    ...(Number.isInteger(version) && { version: version as number }),
    ...(compare != null && { compare: compare as string }),
    ...(Number.isInteger(against) && { against: against as number }),
    ...(show === "table" && { show: "table" as const }),
  };
}

const isCompared = (value: unknown) => value === "previous" || (isMoment(value) && value.startsWith("-"));

/** The question as it is asked and kept, of a map. */
export function mapBody(map: string, { show: _, condition, ...rest }: Asked) {
  const who = askableCondition(condition);
  return { ...rest, map, ...(who && { condition: who }) };
}

/** The map that is named, undefined where it is gone; the project's first where none is named. */
export const mapOf = <M extends { id: string }>(maps: readonly M[], named: string | undefined): M | undefined =>
  named === undefined ? maps[0] : maps.find((one) => one.id === named);

export const mapsKey = (project: string) => ["journey maps", project] as const;

export function useMaps() {
  const { id } = useProject();
  return useQuery({
    queryKey: mapsKey(id),
    queryFn: async ({ signal }) => (await answered(api.GET("/api/journey-maps", { signal }))).items,
  });
}

/** One map in one version; the newest where none is said. */
export function useMap(map: string, version?: number) {
  const { id } = useProject();
  return useQuery({
    queryKey: [...mapsKey(id), map, version],
    queryFn: ({ signal }) => answered(api.GET("/api/journey-maps/{id}", { params: { path: { id: map }, query: version === undefined ? {} : { version } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useVersions(map: string) {
  const { id } = useProject();
  return useQuery({
    queryKey: [...mapsKey(id), map, "versions"],
    queryFn: async ({ signal }) => (await answered(api.GET("/api/journey-maps/{id}/versions", { params: { path: { id: map } }, signal }))).items,
  });
}

/** What the map's bottlenecks are asked for: the 90 days up to the end of the range, whose past a fall is measured by. */
export const bottlenecksOf = (map: string, { since: _, compare: __, against: ___, bottlenecks: ____, ...asked }: Asked) => mapBody(map, asked);

const KNOWN = ["awareness", "use", "conversion", "retention"] as const;
type Known = (typeof KNOWN)[number];

/** The name of a stage: its own, else the word for its key. */
export function useStageName() {
  const { t } = useTranslation("maps");
  return (stage: { key: string; name?: string }) => stage.name || (KNOWN.includes(stage.key as Known) ? t(`stage.${stage.key as Known}`) : stage.key);
}

/** Stages with the touchpoints that stand in them; stages without any are left out of the grid. */
export function columns<S extends { key: string }, P extends { stage: string }>(map: { stages: readonly S[]; touchpoints: readonly P[] }) {
  return map.stages.map((stage) => ({ stage, points: map.touchpoints.filter((one) => one.stage === stage.key) })).filter((one) => one.points.length > 0);
}
