/** Puts a saved report on a dashboard, from wherever reports are listed. */
import { DashboardOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { useTell } from "@/shared/useTell";
import { BARE } from "./AddTile";
import { added, free } from "./layout";
import { type Dashboard, type Tile, useChanging, useDashboards } from "./useDashboard";

export function AddToDashboard({ report, worded }: { report: { id: string; name: string }; worded?: boolean }) {
  const { t } = useTranslation("dashboards");
  const project = useProject();
  const may = useMay();
  const tell = useTell();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const asked = useDashboards(open);
  const { change } = useChanging();
  if (!may("analyse")) return null;
  const put = async (id: string) => {
    try {
      const board = (await answered(api.GET("/api/dashboards/{id}", { params: { path: { id } } }))) as Dashboard;
      const tiles = added<Tile>(board.tiles, { ...BARE, id: free(board.tiles), kind: "report", report: report.id });
      await change.mutateAsync({ id, version: board.version, tiles });
      tell.done(t("addedTo", { name: board.name }));
    } catch (error) {
      tell.refused(error);
      void cache.invalidateQueries({ queryKey: ["dashboards", project.id] });
    }
  };
  const items = asked.isPending ? [{ key: "busy", label: t("busy"), disabled: true }] : asked.data?.length
    ? asked.data.map((one) => ({ key: one.id, label: <bdi>{one.name}</bdi>, onClick: () => void put(one.id) }))
    : [{ key: "none", label: <Link to={`/p/${project.id}/dashboards`}>{t("none")}</Link> }];
  return (
    <Dropdown menu={{ items, style: { maxHeight: 320, overflow: "auto" } }} trigger={["click"]} open={open} onOpenChange={setOpen} placement="bottomRight">
      <Button
        type={worded ? "default" : "text"}
        size={worded ? "middle" : "small"}
        icon={<DashboardOutlined />}
        loading={change.isPending}
        aria-label={t("addTo", { name: report.name })}
        title={t("addToTitle")}
      />
    </Dropdown>
  );
}
