/** The answer to a question of the insight routes: asked once, kept while the next one is on its way. */
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import type { Kind } from "./kinds";

/** How an answer was made; the server signs every one. */
export interface Computed {
  at: string;
  data_until: string | null;
  elapsed_ms: number;
  definition: string;
  /** Which table answered, where there was a choice. */
  plan?: Schemas["Plan"] | null;
}

export type Answered<T> = UseQueryResult<T & { computed: Computed }>;

/** `body` undefined = nothing to ask yet. */
export function useAnswer<T>(kind: Exclude<Kind, "sql">, body: object | undefined): Answered<T> {
  const { id } = useProject();
  return useQuery({
    queryKey: ["insight", id, kind, body],
    queryFn: ({ signal }) => answered(api.POST(`/api/insight/${kind}`, { body: body as never, signal })) as Promise<never>,
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
  });
}
