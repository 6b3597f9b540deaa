/** What can stand on a dashboard: a saved report, a metric, or a text. */
import { useQuery } from "@tanstack/react-query";
import { Input, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useMetrics } from "../metrics/useMetrics";
import css from "./Dashboard.module.css";
import type { Tile } from "./useDashboard";

type New = Omit<Tile, "id">;

export const BARE: New = { kind: "text", x: 0, y: 0, w: 6, h: 4, title: "", report: "", metric: "", interval: "day", show: "number", text: "" };

export function AddTile({ add, close }: { add: (tile: New) => void; close: () => void }) {
  const { t } = useTranslation("dashboards");
  const project = useProject();
  const [tile, setTile] = useState<New>({ ...BARE, kind: "report" });
  const reports = useQuery({
    queryKey: ["reports", project.id],
    queryFn: () => answered(api.GET("/api/reports", { params: { query: { limit: 1000 } } })),
  });
  const metrics = useMetrics();
  const ready = { report: tile.report, metric: tile.metric, text: tile.text.trim() }[tile.kind] !== "";
  const done = () => {
    add({ ...tile, ...(tile.kind === "metric" && tile.show === "number" && { w: 3, h: 2 }), ...(tile.kind === "text" && { w: 6, h: 2 }) });
    close();
  };
  return (
    <Modal open title={t("addTile")} okText={t("add")} okButtonProps={{ disabled: !ready }} onCancel={close} onOk={done}>
      <div className={css.kinds}>
        <Segmented
          block
          aria-label={t("what")}
          value={tile.kind}
          options={(["report", "metric", "text"] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(kind) => setTile({ ...tile, kind })}
        />
        {tile.kind === "report" && (
          <>
            <Select
              showSearch={{ optionFilterProp: "label" }}
              loading={reports.isPending}
              aria-label={t("kinds.report")}
              placeholder={t("chooseReport")}
              value={tile.report || undefined}
              options={reports.data?.items.map((one) => ({ value: one.id, label: one.name }))}
              notFoundContent={<Link to={`/p/${project.id}/trends`}>{t("noReports")}</Link>}
              onChange={(report) => setTile({ ...tile, report })}
            />
            <p className={css.note}>{t("notKept")}</p>
          </>
        )}
        {tile.kind === "metric" && (
          <>
            <Select
              showSearch={{ optionFilterProp: "label" }}
              loading={metrics.isPending}
              aria-label={t("kinds.metric")}
              placeholder={t("chooseMetric")}
              value={tile.metric || undefined}
              options={metrics.data?.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(metric) => setTile({ ...tile, metric })}
            />
            <Segmented aria-label={t("interval")} value={tile.interval} options={(["day", "week", "month"] as const).map((value) => ({ value, label: t(`by.${value}`) }))} onChange={(interval) => setTile({ ...tile, interval })} />
            <Segmented aria-label={t("show")} value={tile.show} options={(["number", "line"] as const).map((value) => ({ value, label: t(`shows.${value}`) }))} onChange={(show) => setTile({ ...tile, show })} />
          </>
        )}
        {tile.kind === "text" && (
          <>
            <Input.TextArea rows={6} maxLength={5000} value={tile.text} aria-label={t("text")} dir="auto" onChange={(event) => setTile({ ...tile, text: event.target.value })} />
            <p className={css.note}>{t("textHint")}</p>
          </>
        )}
      </div>
    </Modal>
  );
}
