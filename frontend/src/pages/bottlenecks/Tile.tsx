/** Bottlenecks on a dashboard: each in one row. */
import { useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { photographed, Twin } from "@/chart";
import type { TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import { useTheme } from "@/shell/ThemeProvider";
import css from "../dashboard/Dashboard.module.css";
import type { Bottlenecks } from "../map/useMaps";
import { useTable } from "./useTable";

const SHORT = ["lost_per_week", "value_per_week", "low", "high"] as const;

export default function BottlenecksTile({ answer, chart }: TileProps<Bottlenecks>) {
  const { t } = useTranslation("bottlenecks");
  const { palette } = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const { shown, file } = useTable(answer.names, answer.items, SHORT);
  useImperativeHandle(chart, () => ({ table: file, png: () => photographed(place.current!, t("title"), palette) }));
  return (
    <div ref={place} className={css.plain}>
      {answer.items.length ? <Twin label={t("title")} table={shown()} /> : <Empty small title={t("none")} />}
    </div>
  );
}
