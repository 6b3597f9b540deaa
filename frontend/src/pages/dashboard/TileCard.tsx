/** A tile: its name that opens the report, its drawing, and what can be done with it. */
import { DragOutlined, MoreOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Dropdown, Input, type MenuProps, Modal } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api } from "@/api/client";
import { type ChartHandle, saveCsv, savePng } from "@/chart";
import { useMay, useProject } from "@/session/useProject";
import { reportPage } from "@/shared/report/kinds";
import { Failed, Loading } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import css from "./Dashboard.module.css";
import { Drawn } from "./Drawn";
import { askableFilters } from "./FilterBar";
import type { Handles } from "./Grid";
import { bodyHeight } from "./layout";
import { Told } from "./Told";
import type { Dashboard, Filters, Tile, TileAnswer } from "./useDashboard";

interface Props {
  tile: Tile;
  board: Dashboard;
  filters: Filters;
  handles: Handles | undefined;
  onChange?: (tile: Tile) => void;
  onRemove?: () => void;
}

export function TileCard(props: Props) {
  return props.tile.kind === "text" ? <Text {...props} /> : <Asked {...props} />;
}

function Text({ tile, handles, onChange, onRemove }: Props) {
  const { t } = useTranslation("dashboards");
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState(tile.text);
  return (
    <>
      {(tile.title || handles) && (
        <Bar title={tile.title} handles={handles} items={onChange && [{ key: "write", label: t("write"), onClick: () => setWriting(true) }, { key: "remove", danger: true, label: t("removeTile"), onClick: onRemove }]} />
      )}
      <div className={css.body}><Told text={tile.text} /></div>
      {writing && (
        <Modal
          open
          title={t("write")}
          okText={t("keep")}
          okButtonProps={{ disabled: !text.trim() }}
          onCancel={() => setWriting(false)}
          onOk={() => {
            onChange?.({ ...tile, text });
            setWriting(false);
          }}
        >
          <Input.TextArea autoFocus rows={8} maxLength={5000} value={text} aria-label={t("text")} dir="auto" onChange={(event) => setText(event.target.value)} />
          <p className={css.note}>{t("textHint")}</p>
        </Modal>
      )}
    </>
  );
}

/** Asked of the saved dashboard; a tile that was only just added is asked for once it is kept. */
function Asked({ tile, board, filters, handles, onChange, onRemove }: Props) {
  const { t } = useTranslation("dashboards");
  const project = useProject();
  const may = useMay();
  const kept = board.tiles.find((one) => one.id === tile.id);
  const same = kept !== undefined && kept.report === tile.report && kept.metric === tile.metric && kept.interval === tile.interval;
  const chart = useRef<ChartHandle>(null);
  const under = askableFilters(filters);
  const asked = useQuery({
    queryKey: ["dashboards", project.id, board.id, "tile", tile.id, tile.report, tile.metric, tile.interval, under],
    queryFn: async ({ signal }): Promise<TileAnswer> =>
      answered(api.POST("/api/dashboards/{id}/tiles/{tile}/answer", { params: { path: { id: board.id, tile: tile.id } }, body: { filters: under as never }, signal })),
    placeholderData: keepPreviousData,
    enabled: same,
    retry: false,
  });
  const open = opens(tile, asked.data, project.id);
  const name = tile.title || asked.data?.name || "";
  const items = useItems({ tile, name, chart, onChange, onRemove });
  return (
    <>
      <Bar title={open ? <Link to={open}><bdi>{name}</bdi></Link> : <bdi>{name}</bdi>} handles={handles} items={may("export") || onChange ? items : undefined} />
      <div className={css.body} data-stale={asked.isPlaceholderData || undefined}>
        {!same ? (
          <p className={css.note}>{t("askedOnceKept")}</p>
        ) : asked.isError ? (
          <Failed small error={asked.error} retry={() => void asked.refetch()} />
        ) : asked.data ? (
          <Drawn told={{ ...asked.data, view: tile.kind === "metric" ? { show: tile.show } : asked.data.view }} name={name} height={bodyHeight(tile.h)} chart={chart} opens />
        ) : (
          <Loading rows={Math.max(1, tile.h)} />
        )}
      </div>
    </>
  );
}

function opens(tile: Tile, told: TileAnswer | undefined, project: string): string | undefined {
  if (tile.kind === "metric") return `/p/${project}/metrics/${tile.metric}`;
  const page = told && reportPage({ kind: told.kind, id: tile.report });
  return page && `/p/${project}/${page}`;
}

interface Doing {
  tile: Tile;
  name: string;
  chart: React.RefObject<ChartHandle | null>;
  onChange?: (tile: Tile) => void;
  onRemove?: () => void;
}

function useItems({ tile, name, chart, onChange, onRemove }: Doing): MenuProps["items"] {
  const { t } = useTranslation("dashboards");
  const may = useMay();
  const tell = useTell();
  const png = () => savePng(chart, name).catch(() => tell.failed(t("pngFailed")));
  const shows = (["number", "line"] as const).map((show) => ({ key: show, label: t(`shows.${show}`), onClick: () => onChange?.({ ...tile, show, ...(show === "line" && tile.h < 4 && { w: Math.min(6, 12 - tile.x), h: 4 }) }) }));
  return [
    ...(may("export") ? [{ key: "csv", label: t("csv"), onClick: () => chart.current && saveCsv(chart.current.table(), name) }, { key: "png", label: t("png"), onClick: () => void png() }] : []),
    ...(onChange && tile.kind === "metric" ? shows.filter((one) => one.key !== tile.show) : []),
    ...(onRemove ? [{ key: "remove", danger: true, label: t("removeTile"), onClick: onRemove }] : []),
  ];
}

function Bar({ title, handles, items }: { title: React.ReactNode; handles: Handles | undefined; items: MenuProps["items"] }) {
  const { t } = useTranslation("dashboards");
  return (
    <div className={css.bar}>
      {handles && <Button type="text" size="small" className={css.grip} icon={<DragOutlined />} aria-label={t("move")} title={t("moveHint")} {...handles} />}
      <h2>{title}</h2>
      {items && items.length > 0 && (
        <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
          <Button type="text" size="small" className={css.tools} icon={<MoreOutlined />} aria-label={t("more")} />
        </Dropdown>
      )}
    </div>
  );
}
