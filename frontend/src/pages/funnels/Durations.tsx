/** How long people need from one step to another: bars of equal width, the slowest last. */
import { useQuery } from "@tanstack/react-query";
import { useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { type ChartHandle, photographed, type Table, Twin, type View, ViewSwitch } from "@/chart";
import { useProject } from "@/session/useProject";
import { Finder } from "@/shared/query";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import style from "./Funnels.module.css";

export function useDurations(body: Schemas["FunnelBody"], from: number, to: number) {
  const { id } = useProject();
  return useQuery({
    queryKey: ["insight", id, "funnel/histogram", body, from, to],
    queryFn: ({ signal }) => {
      const { breakdown: _, ...rest } = body;
      return answered(api.POST("/api/insight/funnel/histogram", { body: { ...rest, from, to } as Schemas["HistogramBody"], signal }));
    },
    enabled: from < to,
  });
}

interface Props {
  body: Schemas["FunnelBody"];
  names: readonly string[];
  chart: React.RefObject<ChartHandle | null>;
}

export function Durations({ body, names, chart }: Props) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const [leg, setLeg] = useState({ from: 0, to: names.length - 1 });
  const [view, setView] = useState<View>("chart");
  const to = Math.min(leg.to, names.length - 1);
  const from = Math.min(leg.from, to - 1);
  const found = useDurations(body, from, to);
  const places = (label: string, now: number, low: number, high: number, choose: (n: number) => void) => (
    <Finder
      label={label}
      shown={<>{now + 1}{"  "}<bdi>{names[now]}</bdi></>}
      onSearch={false}
      options={names.map((name, n) => ({ key: String(n), value: n, text: `${n + 1}  ${name}` })).slice(low, high + 1)}
      chosen={[String(now)]}
      onChoose={choose}
    />
  );
  return (
    <div className={style.stack}>
      <div className={style.row}>
        <span className={style.word}>{t("from")}</span>
        {places(t("from"), from, 0, names.length - 2, (n) => setLeg({ from: n, to: Math.max(to, n + 1) }))}
        <span className={style.word}>{t("to")}</span>
        {places(t("to"), to, from + 1, names.length - 1, (n) => setLeg({ from, to: n }))}
        <span className={style.grow} />
        <ViewSwitch view={view} onChange={setView} />
      </div>
      {found.isError ? <Failed error={found.error} retry={() => void found.refetch()} small /> : null}
      {found.isPending ? <Loading height={240} /> : null}
      {found.data ? (
        found.data.bins.length ? (
          <>
            <p className={style.note}>{t("needed", { median: format.duration(found.data.median_seconds), mean: format.duration(found.data.mean_seconds) })}</p>
            <Bins bins={found.data.bins} view={view} chart={chart} />
          </>
        ) : (
          <Empty small title={t("nobodyConverted")} />
        )
      ) : null}
    </div>
  );
}

interface BinsProps {
  bins: readonly Schemas["Bin"][];
  view: View;
  chart: Props["chart"];
}

/** The bars or their numbers; either way they leave as a file. */
function Bins({ bins, view, chart }: BinsProps) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const { palette } = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const label = t("shows.durations");
  const span = (bin: Schemas["Bin"]) => `${format.duration(bin.from_seconds)} – ${format.duration(bin.to_seconds)}`;
  const table: Table = { columns: [label, t("column.people")], rows: bins.map((bin) => [span(bin), bin.people]) };
  useImperativeHandle(chart, () => ({ table: () => table, png: () => photographed(place.current!, label, palette) }));
  return <div ref={place}>{view === "table" ? <Twin table={table} label={label} /> : <Histogram bins={bins} span={span} />}</div>;
}

function Histogram({ bins, span }: Pick<BinsProps, "bins"> & { span: (bin: Schemas["Bin"]) => string }) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const most = Math.max(...bins.map((bin) => bin.people), 1);
  const every = Math.ceil(bins.length / 8);
  return (
    <div className={style.bins} role="img" aria-label={t("histogramLabel", { bins: bins.length, most: format.number(most) })}>
      {bins.map((bin, n) => (
        <div key={bin.from_seconds} className={style.bin} title={`${span(bin)} · ${format.number(bin.people)}`}>
          <span className={style.binCount}>{bins.length <= 16 ? format.compact(bin.people) : ""}</span>
          <i style={{ height: `${(bin.people / most) * 180}px` }} />
          <span className={style.tick}>{n % every === 0 ? format.duration(bin.from_seconds) : ""}</span>
        </div>
      ))}
    </div>
  );
}
