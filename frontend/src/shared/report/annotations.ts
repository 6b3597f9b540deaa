/** What happened when: notes of the project on the axis of time. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";

export interface Annotation {
  id: string;
  /** A day or an instant. */
  at: string;
  text: string;
  by?: string | null;
  created_at?: string;
}

// Typed by hand until the server's description has them.
type Untyped = Record<"GET" | "POST" | "DELETE", (path: string, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>>;
const wire = api as unknown as Untyped;

const NONE: readonly Annotation[] = [];

/** The notes between the first and the last of some times; without them a chart is drawn all the same. */
export function useAnnotations(times: readonly string[] | undefined): readonly Annotation[] {
  const { id } = useProject();
  const [since, until] = [times?.[0], times?.at(-1)];
  const found = useQuery({
    queryKey: ["annotations", id, since, until],
    queryFn: async ({ signal }) => {
      const query = { since, until: until && new Date(Date.parse(until) + 32 * 86_400_000).toISOString() };
      return (await answered(wire.GET("/api/annotations", { params: { query }, signal }))) as { items: Annotation[] };
    },
    enabled: since !== undefined,
    retry: false,
  });
  return found.data?.items ?? NONE;
}

export function useAnnotating() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: ["annotations"] });
  const add = useMutation({
    mutationFn: ({ once, ...body }: { at: string; text: string; once: string }) =>
      answered(wire.POST("/api/annotations", { body, headers: { "Idempotency-Key": once } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) => answered(wire.DELETE("/api/annotations/{id}", { params: { path: { id } } })),
    onSuccess,
  });
  return { add, remove };
}
