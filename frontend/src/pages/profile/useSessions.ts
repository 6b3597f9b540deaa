/** A person's sessions, page by page. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import type { Person } from "@/shared/person";

export function useSessions(person: Person, events: string[] = [], before?: string) {
  const project = useProject();
  return useInfiniteQuery({
    queryKey: ["person", project.id, person.id, "sessions", events, before],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answered(api.GET("/api/persons/{id}/sessions", { params: { path: { id: person.id }, query: { event: events, before, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
