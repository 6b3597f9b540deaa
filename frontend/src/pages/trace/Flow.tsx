/** Exposure → payment → word of mouth: a Sankey whose every stage and link opens its people, and what each channel led to. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { Sankey, Twin } from "@/chart";
import twin from "@/chart/Twin.module.css";
import { useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { type Range, TimeRangePicker } from "@/shared/query";
import { useValueName } from "@/shared/report";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { cellOf, drawn } from "./drawn";
import css from "./Trace.module.css";

export function Flow() {
  const { t } = useTranslation("trace");
  const { id } = useProject();
  const [range, setRange] = useState<Range>({ since: "-89d" });
  const found = useQuery({
    queryKey: ["trace", id, "flow", range],
    queryFn: ({ signal }) => answered(api.GET("/api/trace/flow", { params: { query: range }, signal })),
  });
  return (
    <section className={css.card}>
      <div className={css.search}>
        <h2>{t("flow")}</h2>
        <TimeRangePicker value={range} onChange={setRange} />
      </div>
      {found.isPending ? (
        <Loading height={420} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : found.data.flow.channels.length === 0 ? (
        <Empty small title={t("noFlow")} />
      ) : (
        <Shown flow={found.data.flow} query={{ kind: "trace_flow", ...range, now: found.data.computed.at }} />
      )}
    </section>
  );
}

function Shown({ flow, query }: { flow: Schemas["ExposureFlow"]; query: { kind: string } & Record<string, unknown> }) {
  const { t } = useTranslation("trace");
  const format = useFormat();
  const named = useValueName();
  const { nodes, links } = useMemo(() => drawn(flow, named, (stage) => t(`stage.${stage}`)), [flow, named, t]);
  const money = (text: string) => format.money(text);
  const name = (id: string) => nodes.find((one) => one.id === id)?.name ?? id;
  const who = (...ends: string[]) => {
    const count = ends.length === 1 ? nodes.find((one) => one.id === ends[0])?.people : links.find((one) => one.from === ends[0] && one.to === ends[1])?.people;
    openPeople({ query, cell: cellOf(flow, ...ends), title: ends.map(name).join(" → "), ...(count !== undefined && { count }) });
  };
  const generations = flow.channels[0]!.paid.map((_, n) => n);
  return (
    <>
      <Sankey label={t("flow")} nodes={nodes} links={links} kinds={{ start: t("firstExposure"), step: t("stage.paid"), other: t("stage.unpaid"), goal: t("stage.brought"), exit: t("stage.quiet") }} onNode={(id) => who(id)} onLink={(from, to) => who(from, to)} />
      <h2>{t("people")}</h2>
      <div className={twin.scroll} tabIndex={0} role="region" aria-label={t("people")}>
        <table className={twin.twin}>
          <thead>
            <tr>{[t("from"), t("to")].map((head) => <th key={head} scope="col">{head}</th>)}<th scope="col" className={twin.number}>{t("people")}</th></tr>
          </thead>
          <tbody>
            {links.map((one) => (
              <tr key={`${one.from} ${one.to}`}>
                <th scope="row"><bdi>{name(one.from)}</bdi></th>
                <td><bdi>{name(one.to)}</bdi></td>
                <td className={twin.number}><button type="button" className={twin.press} title={t("seeWho")} onClick={() => who(one.from, one.to)}>{format.number(one.people)}</button></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>{t("ledger")}</h2>
      <p className={css.hint}>{t("ledgerHint")}</p>
      <Twin
        label={t("ledger")}
        table={{
          columns: [t("firstExposure"), ...generations.map((n) => t("generationName", { n })), t("sum")],
          rows: [
            ...flow.channels.map((one) => [named(one.channel), ...one.paid.map(money), money(one.total)]),
            [t("outside"), ...generations.map(() => null), money(flow.outside)],
            [t("allOrders"), ...generations.map(() => null), money(flow.paid)],
          ],
        }}
      />
    </>
  );
}
