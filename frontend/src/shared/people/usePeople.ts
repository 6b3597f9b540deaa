/** The people of a number, page by page, or all of them as a file. */
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { downloadCsv } from "@/api/download";
import { useProject } from "@/session/useProject";
import type { PeopleAsked } from "./asked";

const PAGE = 100;

export function usePeople({ query, cell }: PeopleAsked) {
  const { id } = useProject();
  return useInfiniteQuery({
    queryKey: ["people behind", id, query, cell],
    queryFn: async ({ pageParam, signal }) =>
      (await answered(
        api.POST("/api/insight/people", { body: { query: query as never, cell, limit: PAGE, cursor: pageParam }, signal }),
      )) as Schemas["PeopleBehind"],
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useCsv({ query, cell, title }: PeopleAsked) {
  return useMutation({ mutationFn: () => downloadCsv("/api/insight/people", { query, cell }, title) });
}
