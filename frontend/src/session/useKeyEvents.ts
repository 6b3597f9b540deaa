/** The project's key events: what counts as signing up, as being active, as revenue; chosen, or guessed by the server. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { queries } from "@/api/queries";
import { useProject } from "./useProject";

/** null = not chosen yet. */
export type KeyEvents = Schemas["KeyEventsBody"];
export type KeyEvent = NonNullable<KeyEvents["sign_up"]>;

const KEY_EVENTS = "key_events";
const path = (project: string) => ({ params: { path: { project } } });

export function useKeyEvents() {
  const { id } = useProject();
  return useQuery({
    queryKey: [KEY_EVENTS, id],
    queryFn: async () => (await answered(api.GET("/api/projects/{project}", path(id)))).key_events,
    staleTime: 300_000,
  });
}

/** Keeps some of them; the others stay. */
export function useKeepKeyEvents() {
  const { id } = useProject();
  return useMutation({
    mutationFn: (changed: Partial<KeyEvents>) => {
      const now = queries.getQueryData<KeyEvents>([KEY_EVENTS, id]) ?? { sign_up: null, activation: null, revenue: null };
      return answered(api.PATCH("/api/projects/{project}", { ...path(id), body: { key_events: { ...now, ...changed } } }));
    },
    onSuccess: ({ key_events }) => queries.setQueryData([KEY_EVENTS, id], key_events),
  });
}
