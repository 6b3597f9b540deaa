/** An experiment drafted on a bottleneck: the step's own conversion as its metric, the group as its people. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { experimentsKey } from "../experiments/useExperiments";
import { flagsKey } from "../flags/flag";
import type { Bottleneck } from "../map/useMaps";
import { metricsKey } from "../metrics/useMetrics";
import { metricOf, planOf, same } from "./experiment";
import type { Course } from "./query";

export function useDraft(one: Bottleneck, course: Course, title: string, group: string) {
  const { t } = useTranslation("bottlenecks");
  const format = useFormat();
  const { id } = useProject();
  const go = useNavigate();
  const tell = useTell();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const metric = await metricFor(metricOf(one, course, t("metricName", { title })));
      const hypothesis = t("hypothesis", { title, group, before: format.percent(one.arithmetic.reference_rate), now: format.percent(one.arithmetic.rate) });
      return answered(api.POST("/api/experiments", { body: planOf(one, course, metric, t("experimentName", { title, group }), hypothesis, Date.now()) as never }));
    },
    onSuccess: (made) => {
      for (const queryKey of [experimentsKey(id), flagsKey(id), metricsKey(id)]) void queries.invalidateQueries({ queryKey });
      void go(`/p/${id}/experiments/${made.id}`);
    },
    onError: tell.refusedAbout,
  });
}

/** The id of the metric that is called so and counts the same; a new one where there is none. */
async function metricFor(wanted: ReturnType<typeof metricOf>): Promise<string> {
  const { items } = await answered(api.GET("/api/metrics"));
  for (const { id } of items.filter((one) => one.name === wanted.name)) {
    const { definition } = await answered(api.GET("/api/metrics/{id}", { params: { path: { id } } }));
    if (same(definition, wanted.definition)) return id;
  }
  return (await answered(api.POST("/api/metrics", { body: wanted as never }))).id;
}
