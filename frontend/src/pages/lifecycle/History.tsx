/** The history of states as pictures: people by state over time, who moved, how long they stayed, flows between dates. */
import { Table } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { HeatMap, Line, Sankey, type View, ViewSwitch } from "@/chart";
import { STATES, useStateWord } from "@/shared/lifecycle";
import { openPeople } from "@/shared/PeopleDrawer";
import { useFormat } from "@/shared/useFormat";
import type { History } from "./ask";
import css from "./Lifecycle.module.css";
import { flowPicture, matrixOf, placeOf } from "./states";

interface Props {
  history: History;
}

/** Everybody but visitors, who would dwarf the rest. */
const DRAWN = STATES.slice(1);

/** The name of a state; "" = nobody yet, and who is new. */
function useName() {
  const { t } = useTranslation("lifecycle");
  const word = useStateWord();
  return (state: string) => (state === "" ? t("new") : word(state));
}

function useAsked(history: History) {
  return { kind: "states", since: history.days[0], until: history.days.at(-1) };
}

export function Course({ history }: Props) {
  const { t } = useTranslation("lifecycle");
  const name = useName();
  const format = useFormat();
  const asked = useAsked(history);
  const [view, setView] = useState<View>("chart");
  const series = useMemo(() => DRAWN.map((state) => ({ name: name(state), values: history.counts[state] ?? [] })), [history, t]);
  return (
    <section className={css.card}>
      <div className={css.head}>
        <h2>{t("course")}</h2>
        <ViewSwitch view={view} onChange={setView} />
      </div>
      <p className={css.hint}>{t("courseHint")}</p>
      <Line
        view={view}
        label={t("course")}
        series={series}
        buckets={history.days}
        interval="day"
        height={260}
        onPoint={({ series: at, bucket }) => {
          const [state, on] = [DRAWN[at], history.days[bucket]];
          if (state && on) openPeople({ query: asked, cell: { state, on }, title: `${name(state)} · ${format.day(on)}`, count: history.counts[state]?.[bucket] });
        }}
      />
    </section>
  );
}

export function Moves({ history }: Props) {
  const { t } = useTranslation("lifecycle");
  const name = useName();
  const asked = useAsked(history);
  const rows = useMemo(() => ["", ...STATES].filter((before) => history.moves.some((move) => move.before === before)), [history]);
  const values = useMemo(() => matrixOf(history.moves, rows), [history, rows]);
  return (
    <section className={css.card}>
      <h2>{t("moves")}</h2>
      <p className={css.hint}>{t("movesHint")}</p>
      <HeatMap
        label={t("moves")}
        rows={rows.map(name)}
        columns={STATES.map(name)}
        values={values}
        onCell={(row, column) => {
          const [before, state] = [rows[row]!, STATES[column]!];
          openPeople({ query: asked, cell: { before, state }, title: `${name(before)} → ${name(state)}`, count: values[row]?.[column] ?? undefined });
        }}
      />
    </section>
  );
}

export function Stays({ history }: Props) {
  const { t } = useTranslation("lifecycle");
  const format = useFormat();
  const name = useName();
  const days = (value: number | null) => (value === null ? "—" : format.number(value, 1));
  return (
    <section className={css.card}>
      <h2>{t("stays")}</h2>
      <p className={css.hint}>{t("staysHint")}</p>
      <Table
        rowKey="state"
        size="small"
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={history.stays}
        columns={[
          { title: t("stateName"), render: (_, one) => name(one.state) },
          { title: t("median"), align: "right", render: (_, one) => days(one.median) },
          { title: t("mean"), align: "right", render: (_, one) => days(one.mean) },
          { title: t("ended"), align: "right", render: (_, one) => format.number(one.ended) },
          { title: t("here"), align: "right", render: (_, one) => days(one.here) },
        ]}
      />
    </section>
  );
}

export function Flows({ history }: Props) {
  const { t } = useTranslation("lifecycle");
  const name = useName();
  const format = useFormat();
  const asked = useAsked(history);
  const [view, setView] = useState<View>("chart");
  const { nodes, links } = useMemo(() => flowPicture(history.flows, name), [history, t]);
  return (
    <section className={css.card}>
      <div className={css.head}>
        <h2>{t("flows")}</h2>
        <ViewSwitch view={view} onChange={setView} />
      </div>
      <p className={css.hint}>{t("flowsHint", { dates: history.dates.map((date) => format.day(date)).join(" → ") })}</p>
      <Sankey
        view={view}
        label={t("flows")}
        nodes={nodes}
        links={links}
        kinds={{ step: t("kind.step"), goal: t("kind.goal"), exit: t("kind.exit"), other: t("kind.other") }}
        onNode={(id) => {
          const { depth, state } = placeOf(id);
          const on = history.dates[depth];
          if (state && on) openPeople({ query: asked, cell: { state, on }, title: `${name(state)} · ${format.day(on)}`, count: nodes.find((node) => node.id === id)?.people });
        }}
        onLink={(from, to) => {
          const [one, two] = [placeOf(from), placeOf(to)];
          const count = links.find((link) => link.from === from && link.to === to)?.people;
          openPeople({ query: asked, cell: { before: one.state, state: two.state, step: one.depth }, title: `${name(one.state)} → ${name(two.state)}`, count });
        }}
      />
    </section>
  );
}
