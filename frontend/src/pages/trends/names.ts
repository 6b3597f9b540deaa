/** What a series is called: its event and how it is measured. */
import { useTranslation } from "react-i18next";
import type { SeriesAsked } from "./query";
import { wantsNumber } from "./query";

export function useSeriesName(): (series: SeriesAsked) => string {
  const { t } = useTranslation("trends");
  return ({ event, measure, property }) => {
    const what = event ?? t("anyEvent");
    const how = t(`measure.${measure}`);
    return wantsNumber(measure) ? t("seriesOf", { what, how, property: property ?? "…" }) : t("series", { what, how });
  };
}
