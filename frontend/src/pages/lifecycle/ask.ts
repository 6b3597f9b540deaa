/** What the page asks and says: states with their history, the rules, and computing the history now. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useTell } from "@/shared/useTell";

export type Lifecycle = Schemas["Lifecycle"];
export type History = Schemas["StateHistory"];
export type Rules = Required<Schemas["RulesBody"]> & { decline: Required<Schemas["DeclineBody"]> };

const key = (project: string) => ["lifecycle", project] as const;

/** The calendar day so many days before the other. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

export function useLifecycle(days: number) {
  const { id, timezone } = useProject();
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: timezone }).format(new Date());
  const since = daysBefore(today, days + 1);
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
export const useResetRules = (done: () => void) => useChange(() => answered(api.DELETE("/api/lifecycle/rules", {})), done);
