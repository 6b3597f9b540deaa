/** What the project's data holds: event names, properties and values, searched on the server. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, answered, type Schemas } from "@/api/client";
import type { PropertyOf } from "./condition";

export type EventName = Schemas["EventName"];
export type Property = Schemas["PropertyName"];
export type Value = Schemas["ValueFound"];

const MINUTE = 60_000;
const SOON = 3_000;

/** Event names that contain `search`, most frequent first, page by page. */
export function useEventNames(search: string, enabled = true) {
  return useInfiniteQuery({
    queryKey: ["catalog", "events", search],
    queryFn: ({ pageParam, signal }) =>
      answered(api.GET("/api/catalog/events", { params: { query: { search, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
    staleTime: MINUTE,
    // What is not there yet may be on its way: somebody has just sent it.
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.length === 0 ? SOON : false),
    enabled,
  });
}

/** The properties of events (of one, where named) or of people, most used first. */
export function useProperties(of: PropertyOf, event: string | null | undefined, search: string, enabled = true) {
  return useQuery({
    queryKey: ["catalog", "properties", of, event ?? null, search],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/catalog/properties", { params: { query: { of, event, search, limit: 100 } }, signal })),
    select: (page) => page.items,
    placeholderData: keepPreviousData,
    staleTime: MINUTE,
    enabled,
  });
}

/** The most frequent values of a property. */
export function useValues(of: PropertyOf, property: string, event: string | null | undefined, search: string, enabled = true) {
  return useQuery({
    queryKey: ["catalog", "values", of, property, event ?? null, search],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/catalog/values", { params: { query: { of, property, event, search } }, signal })),
    select: (page) => page.items,
    placeholderData: keepPreviousData,
    staleTime: MINUTE,
    enabled: enabled && property !== "",
  });
}
