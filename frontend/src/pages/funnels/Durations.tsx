/** How long people need from one step to another: bars of equal width, the slowest last. */
import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import twin from "@/chart/Twin.module.css";
import { useProject } from "@/session/useProject";
import { Finder } from "@/shared/query";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
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
}

export function Durations({ body, names }: Props) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const [leg, setLeg] = useState({ from: 0, to: names.length - 1 });
  const [view, setView] = useState<"chart" | "table">("chart");
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
        <Segmented size="small" value={view} options={[{ value: "chart", label: t("asChart") }, { value: "table", label: t("asTable") }]} onChange={setView} />
      </div>
      {found.isError ? <Failed error={found.error} retry={() => void found.refetch()} small /> : null}
      {found.isPending ? <Loading height={240} /> : null}
      {found.data ? (
        found.data.bins.length ? (
          <>
            <p className={style.note}>{t("needed", { median: format.duration(found.data.median_seconds), mean: format.duration(found.data.mean_seconds) })}</p>
            {view === "chart" ? <Histogram bins={found.data.bins} /> : <HistogramTable bins={found.data.bins} />}
          </>
        ) : (
          <Empty small title={t("nobodyConverted")} />
        )
      ) : null}
    </div>
  );
}

type Bins = { bins: Schemas["Bin"][] };

function Histogram({ bins }: Bins) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const most = Math.max(...bins.map((bin) => bin.people), 1);
  const every = Math.ceil(bins.length / 8);
  return (
    <div className={style.bins} role="img" aria-label={t("histogramLabel", { bins: bins.length, most: format.number(most) })}>
      {bins.map((bin, n) => (
        <div key={bin.from_seconds} className={style.bin} title={`${format.duration(bin.from_seconds)} – ${format.duration(bin.to_seconds)} · ${format.number(bin.people)}`}>
          <span className={style.binCount}>{bins.length <= 16 ? format.compact(bin.people) : ""}</span>
          <i style={{ height: `${(bin.people / most) * 180}px` }} />
          <span className={style.tick}>{n % every === 0 ? format.duration(bin.from_seconds) : ""}</span>
        </div>
      ))}
    </div>
  );
}

function HistogramTable({ bins }: Bins) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  return (
    <div className={twin.scroll} tabIndex={0} role="region" aria-label={t("shows.durations")}>
      <table className={twin.twin}>
        <thead>
          <tr><th scope="col">{t("shows.durations")}</th><th scope="col" className={twin.number}>{t("column.people")}</th></tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.from_seconds}>
              <th scope="row">{format.duration(bin.from_seconds)} – {format.duration(bin.to_seconds)}</th>
              <td className={twin.number}>{format.number(bin.people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
