/** The experiments of the project, and how a change reads. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";
import { flagsKey } from "../flags/flag";
import { metricsKey } from "../metrics/useMetrics";

export type Experiment = Schemas["ExperimentBody"];
/** What was assigned to people, and can be read as one: an experiment, or a holdout. */
export type Trial = Pick<Experiment, "id" | "variants"> & { kind?: "experiment" | "holdout" };
export type Results = Schemas["ExperimentResults"];
export type Line = Schemas["LineResult"];

export const experimentsKey = (project: string) => ["experiments", project] as const;

export function useExperiments() {
  const { id } = useProject();
  return useQuery({
    queryKey: experimentsKey(id),
    queryFn: async ({ signal }) => (await answered(api.GET("/api/experiments", { signal }))).items,
  });
}

/** After an experiment has changed: with it change its flag, and what uses its metrics. */
export function useChanged(): () => Promise<unknown> {
  const { id } = useProject();
  const queries = useQueryClient();
  return () => Promise.all([experimentsKey(id), flagsKey(id), metricsKey(id)].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

/** The ways an experiment can be judged, each with its title. */
export function useMethods() {
  return useQuery({
    queryKey: ["experiment methods"],
    queryFn: async ({ signal }) => (await answered(api.GET("/api/experiments/methods", { signal }))).items,
  });
}

/** +4.3% · −12% · ∞ where an interval has no end; a change is always said with its sign. */
export function useChange(): (share: number | null | undefined) => string {
  const format = useFormat();
  return (share) => (share === null || share === undefined ? "∞" : `${share > 0 ? "+" : ""}${format.percent(share)}`);
}

/** From where to where a change lies; an end may be open. */
export function useRange(): (low: number | null | undefined, high: number | null | undefined) => string {
  const change = useChange();
  return (low, high) => `${low === null || low === undefined ? "−" : ""}${change(low)} … ${change(high)}`;
}

/** What a variant is called: its name, or its key. */
export function armName(experiment: Pick<Experiment, "variants">, key: string): string {
  return experiment.variants?.find((one) => one.key === key)?.name || key;
}

export const STATUS_COLOURS = { draft: undefined, running: "blue", paused: undefined, stopped: "warning", decided: undefined } as const;
