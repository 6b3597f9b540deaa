/** The segments that new projects begin with, for a project that is older than they are. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useTell } from "@/shared/useTell";
import { segmentsKey } from "./Segments";

/** As the server names them. */
const STARTER = /^seg_(new|active|churn_risk|dormant|opinion_leaders)$/;

export function Starters({ segments }: { segments: readonly { id: string }[] }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  const queries = useQueryClient();
  const tell = useTell();
  const plant = useMutation({
    mutationFn: () => answered(api.POST("/api/lifecycle/starters")),
    onSuccess: async ({ created }) => {
      tell.done(t("startersMade", { count: created.length }));
      await queries.invalidateQueries({ queryKey: segmentsKey(project.id) });
    },
    onError: tell.refused,
  });
  if (segments.some((one) => STARTER.test(one.id))) return null;
  return <Button loading={plant.isPending} title={t("startersWhy")} onClick={() => plant.mutate()}>{t("starters")}</Button>;
}
