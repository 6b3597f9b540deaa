/** The holdouts of the project, and how they are called. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";

/** Its condition is a tree without an end, which the compiler cannot compare: here it is what it is. */
export type Holdout = Omit<Schemas["HoldoutBody"], "condition"> & { condition?: unknown };

export const holdoutsKey = (project: string) => ["holdouts", project] as const;
export const UNIVERSAL = "universal";

export function useHoldouts() {
  const { id } = useProject();
  return useQuery({
    queryKey: holdoutsKey(id),
    queryFn: async ({ signal }) => (await answered(api.GET("/api/holdouts", { signal }))).items as Holdout[],
  });
}

/** What a strategy is called: the one of everything has a name of ours. */
export function useStrategy(): (strategy: string | undefined) => string {
  const { t } = useTranslation("holdouts");
  return (strategy) => (strategy === UNIVERSAL || strategy === undefined ? t("universal") : strategy);
}

/** The strategies that something can be kept out of: those of the holdouts that there are, and everything. */
export function strategiesOf(holdouts: readonly Pick<Holdout, "strategy">[] | undefined): string[] {
  return [...new Set([UNIVERSAL, ...(holdouts ?? []).map((one) => one.strategy ?? UNIVERSAL)])];
}

export const STATUS_COLOURS = { draft: undefined, running: "blue", paused: undefined, stopped: undefined, decided: undefined } as const;
