/** The metrics of the project, and how a value of one reads. */
import { useQuery } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";

export type Entry = Schemas["MetricEntry"];
export type Unit = Entry["unit"];
export const GROUPS = ["acquisition", "activity", "retention", "revenue", "other"] as const;

export const metricsKey = (project: string) => ["metrics", project] as const;

export function useMetrics() {
  const { id } = useProject();
  return useQuery({
    queryKey: metricsKey(id),
    queryFn: async ({ signal }) => (await answered(api.GET("/api/metrics", { signal }))).items,
  });
}

/** Those that a trial can be read by, to choose from; of formulas only some can, so none is offered. */
export const judgeable = (metrics: readonly Entry[] = []) => metrics.filter((one) => one.kind !== "formula").map((one) => ({ value: one.id, label: one.name }));

/** Shares as per cent, money in the project's currency, seconds as a duration. */
export function useValue(unit: Unit): (value: number | null | undefined) => string {
  const format = useFormat();
  return (value) => {
    if (value === null || value === undefined) return "—";
    if (unit === "percent") return format.percent(value);
    if (unit === "money") return format.money(value);
    if (unit === "seconds") return format.duration(value);
    return format.number(value, Number.isInteger(value) ? 0 : 2);
  };
}
