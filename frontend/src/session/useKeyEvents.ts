/** The project's key events: what counts as signing up, as being active, as revenue; chosen, or guessed by the server. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { queries } from "@/api/queries";
import { soon } from "@/api/soon";
import { useProject } from "./useProject";

/** The contract's EventFilter, with its event named. */
export interface KeyEvent {
  event: string;
  where?: Record<string, unknown>[];
}

/** null = not chosen yet. */
export interface KeyEvents {
  sign_up: KeyEvent | null;
  activation: KeyEvent | null;
  revenue: (KeyEvent & { property: string }) | null;
}

export function useKeyEvents() {
  const { id } = useProject();
  return useQuery({
    queryKey: ["key_events", id],
    queryFn: async () => (await soon<{ key_events: KeyEvents }>("GET", "/api/projects/{project}", { params: { path: { project: id } } })).key_events,
    staleTime: Infinity,
  });
}

/** Keeps some of them; the others stay. */
export function useKeepKeyEvents() {
  const { id } = useProject();
  return useMutation({
    mutationFn: (changed: Partial<KeyEvents>) =>
      soon<{ key_events: KeyEvents }>("PATCH", "/api/projects/{project}", {
        params: { path: { project: id } },
        body: { key_events: { ...queries.getQueryData<KeyEvents>(["key_events", id]), ...changed } },
      }),
    onSuccess: ({ key_events }) => queries.setQueryData(["key_events", id], key_events),
  });
}
