/** The project's tags and the kinds of tags there are. */
import { useQuery } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";

export type Entry = Schemas["TagEntry"];
export type Body = Schemas["TagBody"];
export type Kind = Schemas["KindBody"];

export const tagsKey = (project: string) => ["tags", project] as const;

export function useTags() {
  const project = useProject();
  return useQuery({
    queryKey: [...tagsKey(project.id), "all"],
    queryFn: () => answered(api.GET("/api/tags", { params: { query: { limit: 1000 } } })) as Promise<Schemas["Tags"]>,
    select: (page) => page.items,
  });
}

export function useKinds() {
  return useQuery({
    queryKey: ["tag-kinds"],
    queryFn: () => answered(api.GET("/api/tag-kinds")) as Promise<Schemas["Kinds"]>,
    select: (page) => page.items,
    staleTime: Infinity,
  });
}

/** A value of a tag as one reads it. */
export const valueText = (value: unknown): string =>
  Array.isArray(value) ? value.map(valueText).join(" · ") : typeof value === "string" ? value : JSON.stringify(value);
