/** The project's key events: what counts as signing up, as being active, as revenue; chosen, or guessed by the server. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { queries } from "@/api/queries";

/** null = not chosen yet. */
export type KeyEvents = Required<Schemas["KeyEventsBody"]>;
export type KeyEvent = NonNullable<KeyEvents["sign_up"]>;

export const NONE: KeyEvents = { sign_up: null, activation: null, revenue: null };
const key = (project: string) => ["key_events", project];
const path = (project: string) => ({ params: { path: { project } } });

/** Asked once as the project is entered; a project without events is asked again, its first ones may tell. */
export function useKeyEvents(project: string | undefined) {
  return useQuery({
    queryKey: key(project ?? ""),
    queryFn: async (): Promise<KeyEvents> => ({ ...NONE, ...(await answered(api.GET("/api/projects/{project}", path(project!)))).key_events }),
    staleTime: 300_000,
    enabled: project !== undefined,
  });
}

/** Keeps some of them; the others stay. */
export function useKeepKeyEvents(project: string) {
  return useMutation({
    mutationFn: (changed: Partial<KeyEvents>) => {
      const now = queries.getQueryData<KeyEvents>(key(project)) ?? NONE;
      return answered(api.PATCH("/api/projects/{project}", { ...path(project), body: { key_events: { ...now, ...changed } } }));
    },
    onSuccess: ({ key_events }) => queries.setQueryData(key(project), { ...NONE, ...key_events }),
  });
}
