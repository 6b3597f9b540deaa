/** The answer of a tile, drawn by the page of its kind; each kind's parts are loaded when one is there. */
import { type ComponentType, lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { ChartHandle } from "@/chart";
import type { TileProps } from "@/shared/report/tile";
import { Empty, Loading } from "@/shared/states";
import type { TileAnswer } from "./useDashboard";

const KINDS: Partial<Record<string, ComponentType<TileProps<never>>>> = {
  trend: lazy(() => import("../trends/Tile")),
  funnel: lazy(() => import("../funnels/Tile")),
  funnel_trend: lazy(() => import("../funnels/CourseTile")),
  correlation: lazy(() => import("../funnels/FactorsTile")),
  retention: lazy(() => import("../retention/Tile")),
  lifecycle: lazy(() => import("../activity/Tile")),
  stickiness: lazy(() => import("../stickiness/Tile")),
  distribution: lazy(() => import("../distribution/Tile")),
  interval: lazy(() => import("../intervals/Tile")),
  paths: lazy(() => import("../paths/Tile")),
  sessions: lazy(() => import("../sessions/Tile")),
  journey_map: lazy(() => import("../map/Tile")),
  bottlenecks: lazy(() => import("../bottlenecks/Tile")),
  attribution: lazy(() => import("../attribution/Tile")),
  sql: lazy(() => import("../sql/Tile")),
};
const Metric = lazy(() => import("../metric/Tile"));

interface Props {
  told: TileAnswer;
  name: string;
  height: number;
  chart: React.RefObject<ChartHandle | null>;
  /** Who is behind a number can be asked here. */
  opens: boolean;
}

export function Drawn({ told, name, height, chart, opens }: Props) {
  const { t } = useTranslation("dashboards");
  const common = { query: told.query, view: told.view, answer: told.answer as never, height, chart };
  const Kind = KINDS[told.kind];
  return (
    <Suspense fallback={<Loading rows={2} />}>
      {told.kind === "metric" ? (
        <Metric {...common} name={name} unit={told.unit ?? ""} direction={told.direction ?? "none"} opens={opens && !!told.opens} />
      ) : Kind ? (
        <Kind {...common} />
      ) : (
        <Empty small title={t("noDrawing")} />
      )}
    </Suspense>
  );
}
