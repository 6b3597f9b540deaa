/** The project's journey maps, the questions about them, and the words for what stands on them. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import type { View } from "@/chart";
import { useProject } from "@/session/useProject";
import { isObject, LAST_30_DAYS, type Range, readRange } from "@/shared/query";

export type JourneyMap = Schemas["MapBody"];
export type Touchpoint = Schemas["TouchpointBody"];
export type Numbers = Schemas["MapNumbers"];
export type Box = Schemas["BoxBody"];
export type Way = Schemas["WayBody"];
export type Bottleneck = Schemas["Ranked"];
export type Bottlenecks = Schemas["Bottlenecks"];

/** What is asked: which map in which version, over which time, what it is laid beside, and how it is shown. */
export interface Asked extends Range {
  map?: string;
  version?: number;
  /** `previous` = the time before, `-364d` = moved back so far. */
  compare?: string;
  /** Another version. */
  against?: number;
  show?: View;
}

export const FIRST: Asked = LAST_30_DAYS;
/** Weeks beside weeks: a year back are the same days of the week. */
export const COMPARED = ["previous", "-364d"] as const;

export function readAsked(value: unknown): Asked | undefined {
  const range = readRange(value);
  if (!isObject(value) || !range) return undefined;
  const { map, version, compare, against, show } = value;
  return {
    ...range,
    ...(typeof map === "string" && { map }),
    ...(Number.isInteger(version) && { version: version as number }),
    ...(COMPARED.some((one) => one === compare) && { compare: compare as string }),
    ...(Number.isInteger(against) && { against: against as number }),
    ...(show === "table" && { show: "table" as const }),
  };
}

/** The question as it is asked and kept, of a map. */
export function mapBody(map: string, { since, until, version, compare, against }: Asked) {
  return { map, ...(since && { since }), ...(until && { until }), ...(version !== undefined && { version }), ...(compare && { compare }), ...(against !== undefined && { against }) };
}

export const mapsKey = (project: string) => ["journey maps", project] as const;

export function useMaps() {
  const { id } = useProject();
  return useQuery({
    queryKey: mapsKey(id),
    queryFn: async ({ signal }) => (await answered(api.GET("/api/journey-maps", { signal }))).items,
  });
}

/** One map in one version; the newest where none is said. */
export function useMap(map: string | undefined, version?: number) {
  const { id } = useProject();
  return useQuery({
    queryKey: [...mapsKey(id), map, version],
    queryFn: ({ signal }) => answered(api.GET("/api/journey-maps/{id}", { params: { path: { id: map! }, query: version === undefined ? {} : { version } }, signal })),
    enabled: map !== undefined,
    placeholderData: keepPreviousData,
  });
}

export function useVersions(map: string | undefined) {
  const { id } = useProject();
  return useQuery({
    queryKey: [...mapsKey(id), map, "versions"],
    queryFn: async ({ signal }) => (await answered(api.GET("/api/journey-maps/{id}/versions", { params: { path: { id: map! } }, signal }))).items,
    enabled: map !== undefined,
  });
}

/** What the map's bottlenecks are asked for: the 90 days up to the end of the range, whose past a fall is measured by. */
export const bottleneckBody = (map: string, { version, until }: Asked) => ({ map, ...(version !== undefined && { version }), ...(until && { until }) });

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
