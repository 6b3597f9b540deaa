/** What the project's data holds: event names, properties and values, searched on the server. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, answered } from "@/api/client";
import type { PropertyOf, PropertyType, Scalar } from "./condition";

export interface EventName {
  name: string;
  volume_30d: number;
  people_30d?: number | null;
  first_seen?: string | null;
  last_seen?: string | null;
}
export interface Property {
  name: string;
  type: PropertyType;
  share?: number | null;
}
export interface Value {
  value: Scalar;
  count: number;
}
interface Page<T> {
  items: T[];
  next?: string | null;
}

// The paths of the catalogue are typed by hand until the server's description has them.
type Untyped = { GET: (path: string, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }> };
function ask<T>(path: string, query: object, signal: AbortSignal): Promise<Page<T>> {
  return answered((api as unknown as Untyped).GET(path, { params: { query }, signal })) as Promise<Page<T>>;
}

const MINUTE = 60_000;

/** Event names that contain `search`, most frequent first, page by page. */
export function useEventNames(search: string, enabled = true) {
  return useInfiniteQuery({
    queryKey: ["catalog", "events", search],
    queryFn: ({ pageParam, signal }) =>
      ask<EventName>("/api/catalog/events", { search: search || undefined, limit: 50, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
    staleTime: MINUTE,
    enabled,
  });
}

/** The properties of events (of one, where named) or of people, most used first. */
export function useProperties(of: PropertyOf, event: string | null | undefined, search: string, enabled = true) {
  return useQuery({
    queryKey: ["catalog", "properties", of, event ?? null, search],
    queryFn: ({ signal }) =>
      ask<Property>("/api/catalog/properties", { of, event: event ?? undefined, search: search || undefined }, signal),
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
      ask<Value>("/api/catalog/values", { of, property, event: event ?? undefined, search: search || undefined }, signal),
    select: (page) => page.items,
    placeholderData: keepPreviousData,
    staleTime: MINUTE,
    enabled: enabled && property !== "",
  });
}
