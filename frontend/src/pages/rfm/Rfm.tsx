/** RFM: who bought recently, often and for much, in eight cells with what to do about each; scores, moves, cut points. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Segmented, Table } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { HeatMap } from "@/chart";
import { useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { type Cell, CELLS, migrationGrid, RISING, scoreGrid, SCORES } from "./grid";
import css from "./Rfm.module.css";

type Asked = Pick<Schemas["RfmBody"], "buys" | "amount"> & { days: number | null; ago: number };
type Answer = Omit<Schemas["Rfm"], "mean"> & { mean: readonly number[] };

const WINDOWS = [30, 90, 365] as const;
const AGO = 30;

export default function Rfm() {
  const { t } = useTranslation("rfm");
  const { id, key_events: keys } = useProject();
  const [days, setDays] = useState<number>(0);
  const asked = useMemo<Asked>(() => {
    const { event = "order_paid", where = [], property = "revenue" } = keys.revenue ?? {};
    return { buys: { event, where: where as never }, amount: property, days: days || null, ago: AGO };
  }, [keys.revenue, days]);
  const answer = useQuery({
    queryKey: ["rfm", id, asked],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answered(api.POST("/api/rfm", { body: asked as never, signal })),
  });
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <Segmented<number>
          value={days}
          aria-label={t("window")}
          options={[...WINDOWS.map((value) => ({ value: value as number, label: t("days", { count: value }) })), { value: 0, label: t("all") }]}
          onChange={setDays}
        />
      </header>
      {answer.isPending ? (
        <Loading height={480} />
      ) : answer.isError ? (
        <Failed error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.data.people === 0 ? (
        <section className={css.card}><Empty title={t("nobody")}>{t("nobodyWhy", { event: asked.buys?.event })}</Empty></section>
      ) : (
        <Told asked={asked} answer={answer.data} />
      )}
    </div>
  );
}

function Told({ asked, answer }: { asked: Asked; answer: Answer }) {
  const query = { kind: "rfm", ...asked, now: answer.computed.at };
  return (
    <>
      <div className={css.cells}>
        {answer.cells.map((one) => (
          <CellCard key={one.cell} one={one} answer={answer} query={query} />
        ))}
      </div>
      <div className={css.columns}>
        <Scores answer={answer} query={query} />
        <CutPoints answer={answer} />
      </div>
      <Moves asked={asked} query={query} />
    </>
  );
}

interface CardProps {
  one: Schemas["CellCount"];
  answer: Answer;
  query: { kind: string };
}

function CellCard({ one, answer, query }: CardProps) {
  const { t } = useTranslation("rfm");
  const format = useFormat();
  const revenue = answer.cells.reduce((sum, cell) => sum + cell.total, 0);
  const name = t(`cell.${one.cell}`);
  const facts: [string, string][] = [
    [t("recency"), one.recency === null ? "—" : t("dayCount", { count: Math.round(one.recency) })],
    [t("frequency"), one.frequency === null ? "—" : format.number(one.frequency, 1)],
    [t("money"), one.money === null ? "—" : format.money(one.money)],
  ];
  return (
    <section className={css.cell}>
      <h2>{name}</h2>
      <button
        type="button"
        className={css.people}
        disabled={one.people === 0}
        onClick={() => openPeople({ query, cell: { cell: one.cell }, title: name, count: one.people })}
      >
        {format.number(one.people)} <span className={css.share}>{format.percent(one.people / answer.people)}</span>
      </button>
      <p className={css.hint}>{t(`advice.${one.cell}`)}</p>
      <dl className={css.facts}>
        {facts.map(([label, value]) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <small className={css.share}>{t("share", { share: format.percent(revenue ? one.total / revenue : 0) })}</small>
    </section>
  );
}

function Scores({ answer, query }: { answer: Answer; query: { kind: string } }) {
  const { t } = useTranslation("rfm");
  const values = useMemo(() => scoreGrid(answer.scores), [answer]);
  const open = (row: number, column: number) => {
    const [r, f] = [SCORES[row]!, RISING[column]!];
    openPeople({ query, cell: { scores: [r, f, null] }, title: `${t("r", { n: r })} · ${t("f", { n: f })}`, count: values[row]?.[column] ?? undefined });
  };
  return (
    <section className={css.card}>
      <h2>{t("scores")}</h2>
      <p className={css.hint}>{t("scoresHint")}</p>
      <HeatMap label={t("scores")} rows={SCORES.map((n) => t("r", { n }))} columns={RISING.map((n) => t("f", { n }))} values={values} onCell={open} />
    </section>
  );
}

function CutPoints({ answer }: { answer: Answer }) {
  const { t } = useTranslation("rfm");
  const format = useFormat();
  const [r, f, m] = answer.mean.map((mean) => format.number(mean, 2));
  const rows = (["recency", "frequency", "money"] as const).map((name) => ({ name, cuts: answer.cuts[name] }));
  return (
    <section className={css.card}>
      <h2>{t("cuts")}</h2>
      <p className={css.hint}>{t("cutsHint", { r, f, m })}</p>
      <Table
        rowKey="name"
        size="small"
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={rows}
        columns={[
          { title: t("measure"), render: (_, one) => t(one.name) },
          ...[0, 1, 2, 3].map((place) => ({
            title: `${(place + 1) * 20}%`,
            align: "right" as const,
            render: (_: unknown, one: (typeof rows)[number]) => format.number(one.cuts[place] ?? null, 1),
          })),
        ]}
      />
    </section>
  );
}

function Moves({ asked, query }: { asked: Asked; query: { kind: string } }) {
  const { t } = useTranslation("rfm");
  const { id } = useProject();
  const found = useQuery({
    queryKey: ["rfm", id, "migration", asked],
    queryFn: ({ signal }) => answered(api.POST("/api/rfm/migration", { body: asked as never, signal })),
  });
  const named = (cell: string, none: string) => (cell === "" ? none : t(`cell.${cell as Cell}`));
  const rows = ["", ...CELLS];
  const columns = useMemo(() => [...CELLS, ...(found.data?.items.some((one) => one.cell === "") ? [""] : [])], [found.data]);
  return (
    <section className={css.card}>
      <h2>{t("migration", { ago: AGO })}</h2>
      <p className={css.hint}>{t("migrationHint")}</p>
      {found.isPending ? (
        <Loading height={240} />
      ) : found.isError ? (
        <Failed small error={found.error} retry={() => void found.refetch()} />
      ) : (
        <HeatMap
          label={t("migration", { ago: AGO })}
          rows={rows.map((cell) => named(cell, t("notYet")))}
          columns={columns.map((cell) => named(cell, t("gone")))}
          values={migrationGrid(found.data.items, rows, columns)}
          onCell={(row, column) => {
            const [before, cell] = [rows[row]!, columns[column]!];
            const count = found.data.items.find((one) => one.before === before && one.cell === cell)?.people;
            openPeople({ query: { ...query, now: found.data.computed.at }, cell: { before, cell }, title: `${named(before, t("notYet"))} → ${named(cell, t("gone"))}`, count });
          }}
        />
      )}
    </section>
  );
}
