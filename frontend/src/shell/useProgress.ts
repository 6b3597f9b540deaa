/** How far a project has come since it was made: read from its real state; only the copying is remembered here. */
import { useQuery } from "@tanstack/react-query";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useKept } from "./kept";

export const STEPS = ["snippet", "event", "funnel", "segment"] as const;
export type Step = (typeof STEPS)[number];

/** Was a key or a snippet of the project copied in this browser? */
export function useCopied(project: string): [boolean, () => void] {
  const [copied, keep] = useKept(`copied.${project}`, "");
  return [copied === "yes", () => keep("yes")];
}

export function useProgress() {
  const { id } = useProject();
  return useQuery({
    queryKey: ["progress", id],
    queryFn: () => answered(api.GET("/api/progress")),
    staleTime: 5_000,
    refetchInterval: ({ state: { data } }) => (data?.first_event_at && data.reports && data.segments ? false : 30_000),
  });
}

/** Which steps are done; undefined until it is known. */
export function useSteps(): Record<Step, boolean> | undefined {
  const { id } = useProject();
  const [copied] = useCopied(id);
  const { data } = useProgress();
  if (!data) return undefined;
  const event = data.first_event_at !== null;
  return { snippet: event || copied, event, funnel: data.reports > 0, segment: data.segments > 0 };
}
