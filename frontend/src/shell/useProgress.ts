/** How far a project has come since it was made: read from its real state, never from what was clicked. */
import { useQuery } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";

export const STEPS = ["event", "funnel", "segment", "team"] as const;
export type Step = (typeof STEPS)[number];

export type Progress = Schemas["Progress"] & { segments?: number };

export const done = (progress: Progress): Record<Step, boolean> => ({
  event: progress.first_event_at !== null,
  funnel: progress.reports > 0,
  segment: (progress.segments ?? 0) > 0,
  team: progress.members > 1,
});

export function useProgress() {
  const { id } = useProject();
  return useQuery({
    queryKey: ["progress", id],
    queryFn: () => answered(api.GET("/api/progress")) as Promise<Progress>,
    staleTime: 5_000,
    refetchInterval: (query) => (query.state.data && Object.values(done(query.state.data)).every(Boolean) ? false : 30_000),
  });
}
