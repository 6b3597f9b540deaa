/** The digest of a dashboard on the server: read with its last letters, kept, taken away, one sent now, one again. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useTell } from "@/shared/useTell";

export type DigestTold = Schemas["DigestTold"];
export type Letter = Schemas["LetterTold"];
export type Draft = Required<Omit<Schemas["DigestBody"], "recipients">> & { recipients: Recipient[] };
export interface Recipient {
  email: string;
  language: "zh" | "en" | null;
}

const SOON = 2000;

export function useDigest(dashboard: string) {
  const { id } = useProject();
  return useQuery({
    queryKey: ["dashboards", id, dashboard, "digest"],
    queryFn: ({ signal }) => answered(api.GET("/api/dashboards/{id}/digest", { params: { path: { id: dashboard } }, signal })),
    // Letters on their way are looked at until they have arrived.
    refetchInterval: ({ state }) => (state.data?.letters.some(({ state: one }) => one === "waiting" || one === "handing") ? SOON : false),
  });
}

export function useDigestChanging(dashboard: string) {
  const { id } = useProject();
  const cache = useQueryClient();
  const tell = useTell();
  const queryKey = ["dashboards", id, dashboard, "digest"];
  const path = { params: { path: { id: dashboard } } };
  const told = { onSuccess: (found: DigestTold) => cache.setQueryData(queryKey, found), onError: tell.refusedAbout };
  const keep = useMutation({ mutationFn: (body: Draft) => answered(api.PUT("/api/dashboards/{id}/digest", { ...path, body })), ...told });
  const sendNow = useMutation({ mutationFn: () => answered(api.POST("/api/dashboards/{id}/digest/now", path)), ...told });
  const again = useMutation({
    mutationFn: (letter: string) => answered(api.POST("/api/dashboards/{id}/digest/letters/{letter}/again", { params: { path: { id: dashboard, letter } } })),
    ...told,
  });
  const stop = useMutation({
    mutationFn: () => answered(api.DELETE("/api/dashboards/{id}/digest", path)),
    onSuccess: () => cache.invalidateQueries({ queryKey }),
    onError: tell.refused,
  });
  return { keep, sendNow, again, stop };
}
