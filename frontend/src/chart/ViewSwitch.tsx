/** A chart or its table twin: for those who do not see the drawing, or trust digits more. */
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { View } from "./types";

const VIEWS: readonly View[] = ["chart", "table"];

export function ViewSwitch({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const { t } = useTranslation("chart");
  return <Segmented<View> size="small" aria-label={t("view.label")} value={view} options={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))} onChange={onChange} />;
}
