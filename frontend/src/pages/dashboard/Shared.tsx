/** A dashboard as a link shows it: numbers only, to anybody who has the link, until it ends. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { ApiError, answered, quiet } from "@/api/client";
import type { ChartHandle } from "@/chart";
import type { Project } from "@/session/session";
import { OpenProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { formats } from "@/shared/format";
import { LanguageSwitch, ThemeSwitch } from "@/shell/Header";
import { useTitle } from "@/shell/title";
import css from "./Dashboard.module.css";
import { Drawn } from "./Drawn";
import { Grid } from "./Grid";
import { bodyHeight } from "./layout";
import { Told } from "./Told";
import type { Tile, TileAnswer } from "./useDashboard";

export default function Shared() {
  const { t, i18n } = useTranslation("dashboards");
  const { token } = useParams();
  const asked = useQuery({
    queryKey: ["shared", token],
    queryFn: ({ signal }) => answered(quiet.GET("/api/shared/{token}", { params: { path: { token: token! } }, signal })),
    retry: false,
  });
  useTitle(asked.data?.name ?? t("title"));
  const { data } = asked;
  const project = useMemo(
    () => data && ({ id: "", name: data.project, timezone: data.timezone, currency: data.currency, role: "viewer", rights: [] } as unknown as Project),
    [data],
  );
  if (asked.isError) return <main><Failed error={asked.error} retry={gone(asked.error) ? undefined : () => void asked.refetch()} /></main>;
  if (!data || !project) return <main><Loading rows={8} /></main>;
  const language = i18n.language === "zh" ? "zh" : "en";
  const until = formats({ language, zone: data.timezone, currency: data.currency }).at(data.expires_at);
  return (
    <OpenProject value={project}>
      <main className={css.page} style={{ maxWidth: 1600, margin: "0 auto", padding: 20 }}>
        <header className={css.head}>
          <h1 dir="auto">{data.name}</h1>
          <span className={css.note}>{data.project}</span>
          <span className={css.space} />
          <div className={`${css.filters} ${css.tools}`}>
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </header>
        {data.description && <p className={css.about} dir="auto">{data.description}</p>}
        <Grid tiles={data.tiles as Tile[]}>{(tile) => <SharedTile token={token!} tile={tile} />}</Grid>
        <p className={css.note}>{t("sharedUntil", { until })}</p>
      </main>
    </OpenProject>
  );
}

const gone = (error: unknown) => error instanceof ApiError && error.status === 404;

function SharedTile({ token, tile }: { token: string; tile: Tile }) {
  const chart = useRef<ChartHandle>(null);
  const asked = useQuery({
    queryKey: ["shared", token, tile.id],
    queryFn: async ({ signal }): Promise<TileAnswer> => answered(quiet.GET("/api/shared/{token}/tiles/{tile}", { params: { path: { token, tile: tile.id } }, signal })),
    enabled: tile.kind !== "text",
    retry: false,
  });
  const name = tile.title || asked.data?.name || "";
  return (
    <>
      {name && <div className={css.bar}><h2><bdi>{name}</bdi></h2></div>}
      <div className={css.body}>
        {tile.kind === "text" ? (
          <Told text={tile.text} />
        ) : asked.isError ? (
          <Failed small error={asked.error} />
        ) : asked.data ? (
          <Drawn told={asked.data} name={name} height={bodyHeight(tile.h)} chart={chart} opens={false} />
        ) : (
          <Loading rows={Math.max(1, tile.h)} />
        )}
      </div>
    </>
  );
}
