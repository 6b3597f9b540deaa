/** What happened when: notes of the project on the axis of time. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";

export type Annotation = Schemas["AnnotationBody"];

const NONE: readonly Annotation[] = [];

/** The notes between the first and the last of some times; without them a chart is drawn all the same. */
export function useAnnotations(times: readonly string[] | undefined): readonly Annotation[] {
  const { id, rights } = useProject();
  const [since, until] = [times?.[0], times?.at(-1)];
  const found = useQuery({
    queryKey: ["annotations", id, since, until],
    queryFn: async ({ signal }) => {
      const query = { since, until: until && new Date(Date.parse(until) + 32 * 86_400_000).toISOString() };
      return answered(api.GET("/api/annotations", { params: { query }, signal }));
    },
    enabled: since !== undefined && rights.includes("read"),
    retry: false,
  });
  return found.data?.items ?? NONE;
}

export function useAnnotating() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: ["annotations"] });
  const add = useMutation({
    mutationFn: ({ once, ...body }: { at: string; text: string; once: string }) =>
      answered(api.POST("/api/annotations", { body, headers: { "Idempotency-Key": once } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) => answered(api.DELETE("/api/annotations/{id}", { params: { path: { id } } })),
    onSuccess,
  });
  return { add, remove };
}
