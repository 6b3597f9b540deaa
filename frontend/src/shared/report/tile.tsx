/** A saved question drawn on a dashboard: each page draws its own kind, with the parts that it draws itself with. */
import { type ComponentType, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ChartHandle } from "@/chart";
import { Empty } from "@/shared/states";

/** Pixels of the legend above a drawing of several lines. */
export const LEGEND = 36;

export interface TileProps<T> {
  /** The question that was asked, with the dashboard's filters in it. */
  query: Record<string, unknown>;
  /** How the report is shown on its own page. */
  view: Record<string, unknown>;
  answer: T;
  /** Pixels that there are for the drawing. */
  height: number;
  chart: React.RefObject<ChartHandle | null>;
}

/** The question as its page reads it, drawn; where it cannot be read, the tile says so. */
export function tileOf<Asked, T>(read: (value: unknown) => Asked | undefined, Drawing: ComponentType<TileProps<T> & { asked: Asked }>): ComponentType<TileProps<T>> {
  return function Tile(props) {
    const { t } = useTranslation("dashboards");
    const { query, view } = props;
    const asked = useMemo(() => read({ ...query, ...view }), [query, view]);
    return asked ? <Drawing {...props} asked={asked} /> : <Empty small title={t("unreadable")} />;
  };
}
