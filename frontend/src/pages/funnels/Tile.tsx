/** A funnel on a dashboard. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { TileProps } from "@/shared/report/tile";
import { Empty } from "@/shared/states";
import { readFunnel } from "./funnel";
import { Result } from "./Result";

export default function FunnelTile({ query, view, answer, chart }: TileProps<Schemas["Conversion"]>) {
  const { t } = useTranslation("dashboards");
  const funnel = useMemo(() => readFunnel({ ...query, ...view }), [query, view]);
  if (!funnel) return <Empty small title={t("unreadable")} />;
  return <Result bare funnel={funnel} body={query as Schemas["FunnelBody"]} conversion={answer} chart={chart} />;
}
