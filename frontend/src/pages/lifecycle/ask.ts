/** What the page asks and says: states with their history, the rules, and computing the history now. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { moved } from "@/chart/period";
import { useProject } from "@/session/useProject";
import { dayIn } from "@/shared/format";
import { useTell } from "@/shared/useTell";

export type Lifecycle = Schemas["Lifecycle"];
export type History = Schemas["StateHistory"];
export type Rules = Required<Schemas["RulesBody"]> & { decline: Required<Schemas["DeclineBody"]> };

const key = (project: string) => ["lifecycle", project] as const;

export function useLifecycle(days: number) {
  const { id, timezone } = useProject();
  const since = moved(dayIn(timezone, Date.now()), -days - 1, "day");
  return useQuery({
    queryKey: [...key(id), "course", since],
    queryFn: ({ signal }) => answered(api.GET("/api/lifecycle", { params: { query: { since } }, signal })),
  });
}

export function useRules() {
  const { id } = useProject();
  return useQuery({
    queryKey: [...key(id), "rules"],
    queryFn: ({ signal }) => answered(api.GET("/api/lifecycle/rules", { signal })) as Promise<Schemas["KeptRules"] & { rules: Rules }>,
  });
}

export function usePreview(rules: Rules | undefined) {
  const { id } = useProject();
  return useQuery({
    queryKey: [...key(id), "preview", rules],
    enabled: rules !== undefined,
    queryFn: ({ signal }) => answered(api.POST("/api/lifecycle/preview", { body: { rules: rules! }, signal })),
  });
}

/** Something that changes what the page shows. */
function useChange<T, R>(act: (given: T) => Promise<R>, done?: () => void) {
  const { id } = useProject();
  const queries = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      done?.();
      await queries.invalidateQueries({ queryKey: key(id) });
    },
    onError: tell.refusedAbout,
  });
}

export const useCompute = () => useChange(() => answered(api.POST("/api/lifecycle/compute", {})));
export const useKeepRules = (done: () => void) => useChange((body: Rules) => answered(api.PUT("/api/lifecycle/rules", { body })), done);
export const useResetRules = (done: () => void) => useChange((_: undefined) => answered(api.DELETE("/api/lifecycle/rules", {})), done);
