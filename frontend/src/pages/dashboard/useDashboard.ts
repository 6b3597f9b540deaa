/** The project's dashboards on the server: read, made, changed by one at a time, taken away. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";

export type Tile = Required<Schemas["Tile"]>;
export type Filters = Required<Schemas["DashboardFilters"]>;
export type Dashboard = Omit<Schemas["Dashboard"], "tiles" | "filters"> & { tiles: Tile[]; filters: Filters };
/** `answer` is in the shape of its `kind`, which only the page of the kind knows. */
export type TileAnswer = Omit<Schemas["TileAnswer"], "answer"> & { answer: unknown };

type Changed = Pick<Dashboard, "id" | "version"> & Partial<Pick<Dashboard, "name" | "description" | "tiles" | "filters">>;

const key = (project: string, ...rest: unknown[]) => ["dashboards", project, ...rest];

export function useDashboards(enabled = true) {
  const { id } = useProject();
  return useQuery({
    queryKey: key(id),
    queryFn: async ({ signal }) => (await answered(api.GET("/api/dashboards", { params: { query: { limit: 1000 } }, signal }))).items,
    enabled,
  });
}

export function useDashboard(dashboard: string) {
  const { id } = useProject();
  return useQuery({
    queryKey: key(id, dashboard),
    queryFn: async ({ signal }) => (await answered(api.GET("/api/dashboards/{id}", { params: { path: { id: dashboard } }, signal }))) as Dashboard,
  });
}

export function useTemplates() {
  const { id } = useProject();
  return useQuery({
    queryKey: key(id, "templates"),
    queryFn: async ({ signal }) => (await answered(api.GET("/api/dashboards/templates", { signal }))).items,
  });
}

/** What changes dashboards; afterwards everybody who shows one reads it anew. */
export function useChanging() {
  const { id: project } = useProject();
  const cache = useQueryClient();
  const kept = (one: Dashboard) => {
    cache.setQueryData(key(project, one.id), one);
    void cache.invalidateQueries({ queryKey: key(project), exact: true });
  };
  const path = (id: string) => ({ params: { path: { id } } });
  const create = useMutation({
    mutationFn: async (name: string) => (await answered(api.POST("/api/dashboards", { body: { name, description: "" } }))) as Dashboard,
    onSuccess: kept,
  });
  const fromTemplate = useMutation({
    mutationFn: async (role: Schemas["FromTemplate"]["role"]) => (await answered(api.POST("/api/dashboards/from-template", { body: { role } }))) as Dashboard,
    onSuccess: (one) => {
      kept(one);
      void cache.invalidateQueries({ queryKey: ["reports"] });
    },
  });
  const change = useMutation({
    mutationFn: async ({ id, ...body }: Changed) => (await answered(api.PATCH("/api/dashboards/{id}", { ...path(id), body: body as never }))) as Dashboard,
    onSuccess: kept,
  });
  const remove = useMutation({
    mutationFn: (id: string) => answered(api.DELETE("/api/dashboards/{id}", path(id))),
    onSuccess: (_, id) => {
      cache.removeQueries({ queryKey: key(project, id) });
      void cache.invalidateQueries({ queryKey: key(project), exact: true });
    },
  });
  return { create, fromTemplate, change, remove };
}
