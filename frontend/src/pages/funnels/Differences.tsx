/** Whether the values of the breakdown convert differently: each against all others, or against one of them. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select, Tag } from "antd";
import { useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { type ChartHandle, photographed } from "@/chart";
import twin from "@/chart/Twin.module.css";
import { useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import { chance } from "./Factors";
import style from "./Funnels.module.css";

interface Props {
  body: Schemas["FunnelBody"];
  words: { value: (given: unknown) => string };
  chart: React.RefObject<ChartHandle | null>;
}

const OTHERS = -1;

export function Differences({ body, words, chart }: Props) {
  const { t } = useTranslation("funnels");
  const { id } = useProject();
  const [base, setBase] = useState<{ value: unknown }>();
  const asked = { ...body, ...(base && { baseline: base }) } as unknown as Schemas["DifferenceBody"];
  const found = useQuery({
    queryKey: ["insight", id, "funnel/difference", asked],
    queryFn: ({ signal }) => answered(api.POST("/api/insight/funnel/difference", { body: asked, signal })),
    placeholderData: keepPreviousData,
  });
  const rows = found.data?.rows ?? [];
  const chosen = base ? rows.findIndex((row) => JSON.stringify(row.value) === JSON.stringify(base.value)) : OTHERS;
  return (
    <div className={style.stack}>
      <div className={style.row}>
        <span className={style.word}>{t("difference.against")}</span>
        <Select<number>
          size="small"
          value={chosen}
          aria-label={t("difference.against")}
          popupMatchSelectWidth={false}
          options={[{ value: OTHERS, label: t("difference.others") }, ...rows.map((row, value) => ({ value, label: words.value(row.value) }))]}
          onChange={(place) => setBase(place === OTHERS ? undefined : { value: rows[place]!.value })}
        />
      </div>
      {found.isError ? <Failed error={found.error} retry={() => void found.refetch()} small /> : null}
      {found.isPending ? <Loading height={200} /> : null}
      {found.data ? <Rows rows={rows} body={{ ...body, now: found.data.computed.at }} words={words} chart={chart} /> : null}
    </div>
  );
}

function Rows({ rows, body, words, chart }: { rows: Schemas["Differences"]["rows"] } & Props) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const { palette } = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const heads = [t("value"), t("column.people"), t("converted"), t("column.wholeRate"), t("difference.points"), t("difference.interval"), "p", t("difference.corrected")];
  const points = (n: number) => (n > 0 ? "+" : "") + format.number(100 * n, 1);
  useImperativeHandle(chart, () => ({
    table: () => ({ columns: heads, rows: rows.map((row) => [words.value(row.value), row.people, row.converted, row.rate, row.difference?.value ?? null, row.difference ? `${row.difference.low} – ${row.difference.high}` : "", row.p, row.corrected]) }),
    png: () => photographed(place.current!, t("shows.differences"), palette),
  }));
  const behind = (row: Schemas["Differing"], converted: boolean) =>
    openPeople({
      query: { ...body, kind: "funnel" },
      cell: { step: converted ? body.steps.length - 1 : 0, breakdown: row.value },
      title: `${words.value(row.value)} · ${converted ? t("converted") : t("column.people")}`,
      count: converted ? row.converted : row.people,
    });
  const count = (row: Schemas["Differing"], converted: boolean) => {
    const people = converted ? row.converted : row.people;
    return people > 0 ? <button type="button" className={twin.press} onClick={() => behind(row, converted)}>{format.number(people)}</button> : people;
  };
  return (
    <>
      <div ref={place} className={twin.scroll} tabIndex={0} role="region" aria-label={t("shows.differences")}>
        <table className={twin.twin}>
          <thead>
            <tr>
              {heads.map((head, n) => (
                <th key={head} scope="col" className={n ? twin.number : undefined}>{head}</th>
              ))}
              <th scope="col">{t("difference.says")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={JSON.stringify(row.value)}>
                <th scope="row" title={words.value(row.value)}><bdi>{words.value(row.value)}</bdi></th>
                <td className={twin.number}>{count(row, false)}</td>
                <td className={twin.number}>{count(row, true)}</td>
                <td className={twin.number}>{format.percent(row.rate)}</td>
                <td className={twin.number}>{row.difference ? points(row.difference.value) : "—"}</td>
                <td className={twin.number}>{row.difference ? `${points(row.difference.low)} … ${points(row.difference.high)}` : "—"}</td>
                <td className={twin.number}>{chance(row.p, format.number)}</td>
                <td className={twin.number}>{chance(row.corrected, format.number)}</td>
                <td>{row.significant && row.difference ? <Tag color={row.difference.value > 0 ? "success" : "error"}>{t(row.difference.value > 0 ? "difference.better" : "difference.worse")}</Tag> : <span className={style.word}>{row.difference ? t("factor.unclear") : t("difference.baseline")}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={style.note}>{t("difference.note")}</p>
    </>
  );
}
