/** The map as its grid or as a plain table, and its numbers for a file. */
import { useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type ChartHandle, photographed, Twin } from "@/chart";
import { useTheme } from "@/shell/ThemeProvider";
import { Grid } from "./Grid";
import type { Asked, Bottleneck, JourneyMap, Numbers } from "./useMaps";
import { useTables } from "./useTables";

interface Props {
  map: JourneyMap;
  numbers: Numbers;
  asked: Asked;
  bottlenecks?: readonly Bottleneck[];
  chart: React.RefObject<ChartHandle | null>;
}

export function Shown({ map, numbers, asked, bottlenecks, chart }: Props) {
  const { t } = useTranslation("maps");
  const { palette } = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const { shown, file } = useTables(map, numbers);
  useImperativeHandle(chart, () => ({
    table: file,
    png: () => photographed(place.current!, map.name, palette),
  }));
  return (
    <div ref={place}>
      {asked.show === "table" ? <Twin label={t("title")} table={shown()} /> : <Grid map={map} numbers={numbers} asked={asked} bottlenecks={bottlenecks} />}
    </div>
  );
}
