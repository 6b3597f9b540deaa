/** One dashboard: its tiles on a grid, one range of time and one condition over all of them; changed in place. */
import { EditOutlined, FullscreenOutlined, MailOutlined, PlusOutlined, PrinterOutlined, ShareAltOutlined } from "@ant-design/icons";
import { Button, Input, Tooltip } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { ApiError } from "@/api/client";
import { useMay } from "@/session/useProject";
import { Empty, Failed, Loading } from "@/shared/states";
import { useUrlQuery } from "@/shared/urlState";
import { useTell } from "@/shared/useTell";
import { useTitle } from "@/shell/title";
import { AddTile } from "./AddTile";
import css from "./Dashboard.module.css";
import { Digest } from "./Digest";
import { FilterBar, readFilters } from "./FilterBar";
import { Grid } from "./Grid";
import { added, free } from "./layout";
import { Share } from "./Share";
import { TileCard } from "./TileCard";
import { type Dashboard as Board, type Filters, type Tile, useChanging, useDashboard } from "./useDashboard";

export default function Dashboard() {
  const { id } = useParams();
  const asked = useDashboard(id!);
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  if (!asked.data) return <Loading height={480} />;
  return <Shown key={asked.data.id} board={asked.data} reload={async () => (await asked.refetch()).data} />;
}

/** What is being changed; `version` = the one it is kept on top of, whatever the server says meanwhile. */
interface Draft {
  version: number;
  name: string;
  tiles: Tile[];
}

const drafted = ({ version, name, tiles }: Board): Draft => ({ version, name, tiles });
type Reload = () => Promise<Board | undefined>;

function Shown({ board, reload }: { board: Board; reload: Reload }) {
  const { t } = useTranslation("dashboards");
  const may = useMay();
  const [params] = useSearchParams();
  const [filters, setFilters] = useUrlQuery<Filters>(readFilters, board.filters);
  const [draft, setDraft] = useState<Draft | undefined>(() => (params.has("edit") && may("analyse") ? drafted(board) : undefined));
  const [adding, setAdding] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const save = useSave(board, reload);
  useTitle(board.name);
  const tiles = draft?.tiles ?? board.tiles;
  const put = (next: Tile[]) => setDraft((now) => now && { ...now, tiles: next });
  const keep = () => draft && save.keep({ ...draft, name: draft.name.trim() || board.name, filters }, setDraft);
  return (
    <div className={css.page} ref={page}>
      <header className={css.head}>
        {draft ? (
          <Input value={draft.name} maxLength={200} aria-label={t("name")} dir="auto" style={{ maxWidth: 360 }} onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
        ) : (
          <h1 dir="auto">{board.name}</h1>
        )}
        <span className={css.space} />
        <div className={`${css.filters} ${css.tools}`}>
          {draft ? (
            <>
              <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t("addTile")}</Button>
              <Button onClick={() => setDraft(undefined)}>{t("cancel")}</Button>
              <Button type="primary" loading={save.busy} onClick={keep}>{t("save")}</Button>
            </>
          ) : (
            <Actions board={board} page={page} edit={() => setDraft(drafted(board))} />
          )}
        </div>
      </header>
      {board.description && <p className={css.about} dir="auto">{board.description}</p>}
      <FilterBar filters={filters} onChange={setFilters} own={board.filters} editing={draft !== undefined} />
      {tiles.length === 0 ? (
        <Empty title={t("empty")} action={draft && <Button type="primary" onClick={() => setAdding(true)}>{t("addTile")}</Button>}>{t(may("analyse") ? "emptyWhy" : "noneAsk")}</Empty>
      ) : (
        <Grid tiles={tiles} onChange={draft && put}>
          {(tile, handles) => (
            <TileCard
              tile={tile}
              board={board}
              filters={filters}
              handles={handles}
              onChange={draft && ((next) => put(tiles.map((one) => (one.id === tile.id ? next : one))))}
              onRemove={draft && (() => put(tiles.filter((one) => one.id !== tile.id)))}
            />
          )}
        </Grid>
      )}
      {adding && <AddTile close={() => setAdding(false)} add={(tile) => put(added(tiles, { ...tile, id: free(tiles) }))} />}
    </div>
  );
}

function useSave(board: Board, reload: Reload) {
  const { t } = useTranslation("dashboards");
  const { change } = useChanging();
  const tell = useTell();
  const keep = (values: Draft & { filters: Filters }, put: React.Dispatch<React.SetStateAction<Draft | undefined>>) =>
    change.mutate(
      { id: board.id, ...values },
      {
        onSuccess: () => {
          tell.done(t("saved"));
          put(undefined);
        },
        onError: async (error) => {
          tell.refused(error);
          if (!(error instanceof ApiError && error.status === 409)) return;
          // What somebody else did is shown; the own changes stay until they are kept on top of it or given up.
          const theirs = await reload();
          if (theirs) put((now) => now && { ...now, version: theirs.version });
        },
      },
    );
  return { keep, busy: change.isPending };
}

function Actions({ board, page, edit }: { board: Board; page: React.RefObject<HTMLDivElement | null>; edit: () => void }) {
  const { t } = useTranslation("dashboards");
  const may = useMay();
  const [open, setOpen] = useState<"share" | "digest">();
  const [full, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  if (full) return null;
  return (
    <>
      <Tooltip title={t("full")}><Button icon={<FullscreenOutlined />} aria-label={t("full")} onClick={() => void page.current?.requestFullscreen?.()} /></Tooltip>
      <Tooltip title={t("print")}><Button icon={<PrinterOutlined />} aria-label={t("print")} onClick={() => print()} /></Tooltip>
      {may("export") && <Tooltip title={t("digest.title")}><Button icon={<MailOutlined />} aria-label={t("digest.title")} onClick={() => setOpen("digest")} /></Tooltip>}
      {may("export") && <Button icon={<ShareAltOutlined />} onClick={() => setOpen("share")}>{t("share")}</Button>}
      {may("analyse") && <Button type="primary" icon={<EditOutlined />} onClick={edit}>{t("edit")}</Button>}
      {open === "share" && <Share board={board} close={() => setOpen(undefined)} />}
      {open === "digest" && <Digest board={board} close={() => setOpen(undefined)} />}
    </>
  );
}
