/** A journey map on a dashboard: its numbers one below the other, whatever its page shows, for a link tells no more of it. */
import { useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { photographed, Twin } from "@/chart";
import type { TileProps } from "@/shared/report/tile";
import { useTheme } from "@/shell/ThemeProvider";
import css from "../dashboard/Dashboard.module.css";
import { outlineOf } from "./lines";
import type { Numbers } from "./useMaps";
import { useTables } from "./useTables";

export default function MapTile({ answer, chart }: TileProps<Numbers>) {
  const { t } = useTranslation("maps");
  const { palette } = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const { shown, file } = useTables(outlineOf(answer), answer);
  useImperativeHandle(chart, () => ({ table: file, png: () => photographed(place.current!, t("title"), palette) }));
  return <div ref={place} className={css.plain}><Twin label={t("title")} table={shown()} /></div>;
}
