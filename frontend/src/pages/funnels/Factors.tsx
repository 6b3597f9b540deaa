/** What tells those who converted from those who dropped out: events on the way, and properties; each count opens its people. */
import { useQuery } from "@tanstack/react-query";
import { Segmented, Tag } from "antd";
import { useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { type ChartHandle, photographed } from "@/chart";
import twin from "@/chart/Twin.module.css";
import { useProject } from "@/session/useProject";
import { EventPicker } from "@/shared/query";
import { openPeople } from "@/shared/PeopleDrawer";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import { factorsTable, OF, type Of, type Row } from "./factorTable";
import style from "./Funnels.module.css";

interface Props {
  body: Schemas["FunnelBody"];
  words: { value: (given: unknown) => string };
  chart: React.RefObject<ChartHandle | null>;
}

export function Factors({ body, words, chart }: Props) {
  const { t } = useTranslation("funnels");
  const { id } = useProject();
  const [of, setOf] = useState<Of>("events");
  const [event, setEvent] = useState<string>();
  const { breakdown: _, ...funnel } = body;
  const asked = { ...funnel, kind: "correlation", of, ...(of === "event_properties" && event && { events: [event] }) } as unknown as Schemas["CorrelationBody"];
  const found = useQuery({
    queryKey: ["insight", id, "correlation", asked],
    queryFn: ({ signal }) => answered(api.POST("/api/insight/correlation", { body: asked, signal })),
    enabled: of !== "event_properties" || event !== undefined,
  });
  return (
    <div className={style.stack}>
      <p className={style.note}>{t("factor.why")}</p>
      <div className={style.row}>
        <Segmented size="small" aria-label={t("factor.of")} value={of} options={OF.map((value) => ({ value, label: t(`factor.kinds.${value}`) }))} onChange={setOf} />
        {of === "event_properties" ? <EventPicker any={false} label={t("factor.event")} placeholder={t("factor.event")} value={event} onChange={(next) => setEvent(next ?? undefined)} /> : null}
      </div>
      {of === "event_properties" && !event ? <Empty small title={t("factor.event")} /> : null}
      {found.isError ? <Failed error={found.error} retry={() => void found.refetch()} small /> : null}
      {found.isLoading ? <Loading height={240} /> : null}
      {found.data ? <Rows asked={asked} found={found.data} words={words} chart={chart} /> : null}
    </div>
  );
}

export function Rows({ asked, found, words, chart }: { asked: Schemas["CorrelationBody"]; found: Schemas["Factors"] } & Omit<Props, "body">) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const { palette } = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const named = ({ factor }: Row) => {
    const property = factor.property ? `${factor.property} = ${words.value(factor.value)}` : undefined;
    return [factor.event, property].filter(Boolean).join(" · ");
  };
  const heads = { factor: t("factor.factor"), converted: t("factor.converted"), dropped: t("factor.dropped"), odds: t("factor.odds"), p: "p", fdr: "FDR" };
  useImperativeHandle(chart, () => ({ table: () => factorsTable(found.rows, named, heads), png: () => photographed(place.current!, t("shows.factors"), palette) }));
  const query = { ...asked, kind: "correlation", now: found.computed.at } as unknown as { kind: string };
  const behind = (row: Row, converted: boolean) => {
    const side = (has: boolean, came: boolean) => ({ name: t(`factor.side.${came ? "converted" : "dropped"}.${has ? "has" : "not"}`), cell: { converted: came, factor: row.factor, has } });
    openPeople({
      query,
      cell: { converted, factor: row.factor, has: true },
      title: named(row),
      count: converted ? row.converted : row.dropped,
      sides: [side(true, converted), side(true, !converted), side(false, converted), side(false, !converted)],
    });
  };
  if (!found.rows.length) return <Empty small title={t("factor.nothing")}>{t("factor.nothingWhy", { rare: format.number(found.rare) })}</Empty>;
  return (
    <>
      <p className={style.note}>{t("factor.compared", { converted: format.number(found.converted), dropped: format.number(found.dropped), tested: format.number(found.tested), rare: format.number(found.rare) })}</p>
      <div ref={place} className={twin.scroll} tabIndex={0} role="region" aria-label={t("shows.factors")}>
        <table className={twin.twin}>
          <thead>
            <tr>
              <th scope="col">{heads.factor}</th>
              <th scope="col">{t("factor.goesWith")}</th>
              <th scope="col" className={twin.number} title={t("factor.oddsWhy")}>{heads.odds}</th>
              <th scope="col" className={twin.number}>{heads.converted}</th>
              <th scope="col" className={twin.number}>{heads.dropped}</th>
              <th scope="col" className={twin.number} title={t("factor.pWhy")}>p</th>
              <th scope="col" className={twin.number} title={t("factor.fdrWhy")}>FDR</th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => (
              <tr key={JSON.stringify(row.factor)}>
                <th scope="row" title={named(row)}><bdi>{named(row)}</bdi></th>
                <td>{row.significant ? <Tag color={row.direction === "success" ? "success" : "error"}>{t(`factor.${row.direction}`)}</Tag> : <span className={style.word}>{t("factor.unclear")}</span>}</td>
                <td className={twin.number} title={`95%: ${format.number(row.odds_ratio.low)} – ${format.number(row.odds_ratio.high)}`}>{format.number(row.odds_ratio.value)}</td>
                <td className={twin.number}><Count people={row.converted} of={found.converted} open={() => behind(row, true)} /></td>
                <td className={twin.number}><Count people={row.dropped} of={found.dropped} open={() => behind(row, false)} /></td>
                <td className={twin.number}>{chance(row.p, format.number)}</td>
                <td className={twin.number}>{chance(row.fdr, format.number)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A probability; very small ones as such. */
export function chance(p: number | null, say: (n: number, decimals: number) => string): string {
  if (p === null) return "—";
  return p < 0.001 ? "<0.001" : say(p, 3);
}

function Count({ people, of, open }: { people: number; of: number; open: () => void }) {
  const format = useFormat();
  const text = format.number(people);
  return (
    <>
      {people > 0 ? <button type="button" className={twin.press} onClick={open}>{text}</button> : text} · {format.percent(of ? people / of : null)}
    </>
  );
}
