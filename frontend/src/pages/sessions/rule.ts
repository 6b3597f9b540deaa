/** What a session is in this project: asked, kept, and put back to the default. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useTell } from "@/shared/useTell";

export type Rule = Required<Schemas["SessionRuleBody"]>;

export function useRule() {
  const { id } = useProject();
  return useQuery({
    queryKey: ["session rule", id],
    queryFn: ({ signal }) => answered(api.GET("/api/insight/sessions/rule", { signal })) as Promise<Schemas["KeptRule"] & { rule: Rule }>,
  });
}

/** Every answer about sessions and paths is another one afterwards. */
function useChange<T>(act: (given: T) => Promise<unknown>, done: () => void) {
  const { id } = useProject();
  const queries = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      done();
      await queries.invalidateQueries({ queryKey: ["session rule", id] });
      await queries.invalidateQueries({ queryKey: ["insight", id] });
    },
    onError: tell.refusedAbout,
  });
}

export const useKeepRule = (done: () => void) => useChange((body: Rule) => answered(api.PUT("/api/insight/sessions/rule", { body })), done);
export const useResetRule = (done: () => void) => useChange((_: undefined) => answered(api.DELETE("/api/insight/sessions/rule", {})), done);
