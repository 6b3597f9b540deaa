/** Saved reports: the one that the address names, and keeping a question under a name. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useUrlQuery } from "@/shared/urlState";
import type { Kind } from "./kinds";

export type Report = Schemas["Report"];

/** The report of `?report=`; undefined where the address names none. */
export function useSavedReport() {
  const project = useProject();
  const id = useSearchParams()[0].get("report");
  return useQuery({
    queryKey: ["report", project.id, id],
    queryFn: ({ signal }) => answered(api.GET("/api/reports/{id}", { params: { path: { id: id! } }, signal })),
    enabled: id !== null,
    staleTime: Infinity,
  });
}

/**
 * The question of a report page: the address's own, else that of the report it names, else `first`. `waiting` = the
 * report is on its way; `broken` = what the address or the report holds cannot be read, and `first` stands in.
 */
export function useQuestion<T>(parse: (value: unknown) => T | undefined, first: T) {
  const saved = useSavedReport();
  const own = useSearchParams()[0].has("q");
  const kept = useMemo(() => (saved.data ? parse({ ...saved.data.query, ...saved.data.view }) : undefined), [saved.data, parse]);
  const [asked, set, broken] = useUrlQuery(parse, kept ?? first);
  return { asked, set, broken: broken || (!own && saved.data !== undefined && kept === undefined), waiting: saved.isLoading && !own };
}

/** Keeps a question; afterwards the address names the report, and its own query leaves. */
export function useKeeping(kind: Kind) {
  const project = useProject();
  const cache = useQueryClient();
  const setParams = useSearchParams()[1];
  const kept = (report: Report) => {
    cache.setQueryData(["report", project.id, report.id], report);
    void cache.invalidateQueries({ queryKey: ["reports"] });
    setParams(new URLSearchParams({ report: report.id }), { replace: true });
  };
  const create = useMutation({
    mutationFn: ({ name, query, view, once }: { name: string; query: object; view?: object; once: string }) =>
      answered(
        api.POST("/api/reports", { body: { name, kind, query: query as never, view: (view ?? {}) as never }, headers: { "Idempotency-Key": once } }),
      ),
    onSuccess: kept,
  });
  const change = useMutation({
    mutationFn: ({ id, ...values }: { id: string; name?: string; query?: object; view?: object }) =>
      answered(api.PATCH("/api/reports/{id}", { params: { path: { id } }, body: values as never })),
    onSuccess: (report, { query }) => {
      if (query) return kept(report);
      cache.setQueryData(["report", project.id, report.id], report);
      void cache.invalidateQueries({ queryKey: ["reports"] });
    },
  });
  return { create, change };
}
