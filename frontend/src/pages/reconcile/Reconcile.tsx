/** Why two numbers differ: the causes, how much each explains, and who is behind it. */
import { DiffOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Table } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { Empty, Failed, Loading } from "@/shared/states";
import { readQuery } from "@/shared/urlState";
import { useFormat } from "@/shared/useFormat";
import { type Pair, pairBody, readPair } from "./pair";
import css from "./Reconcile.module.css";

type Reconciled = Schemas["Reconciled"];
type Part = Reconciled["causes"][number];
type Side = "a" | "b" | "both";
const CAUSES = ["late", "merge", "filter", "window", "period", "order", "dedupe"] as const;

export default function Reconcile() {
  const { t } = useTranslation("reconcile");
  const [params] = useSearchParams();
  const held = readQuery(params.get("q"), readPair);
  return (
    <div className={css.page}>
      <h1 className={css.title}>{t("title")}</h1>
      {held.query ? (
        <Answer pair={held.query} />
      ) : (
        <Empty title={t(held.broken ? "broken" : "none")} icon={<DiffOutlined />}>{t("noneWhy")}</Empty>
      )}
    </div>
  );
}

function Answer({ pair }: { pair: Pair }) {
  const { t } = useTranslation("reconcile");
  const { id } = useProject();
  const body = pairBody(pair);
  const asked = useQuery({
    queryKey: ["reconcile", id, body],
    queryFn: ({ signal }) => answered(api.POST("/api/metrics/reconcile", { body: body as never, signal })),
  });
  if (asked.isPending) return <Loading height={420} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  const { causes } = asked.data;
  return (
    <>
      <Numbers pair={pair} found={asked.data} />
      <Card size="small">
        {causes.length ? <Causes pair={pair} found={asked.data} /> : <Empty small title={t("same")}>{t("sameWhy")}</Empty>}
        <Foot found={asked.data} />
      </Card>
    </>
  );
}

function Numbers({ pair, found }: { pair: Pair; found: Reconciled }) {
  const { t } = useTranslation("reconcile");
  const format = useFormat();
  const show = (value: number) => format.number(value, Number.isInteger(value) ? 0 : 2);
  return (
    <dl className={css.numbers}>
      {(["a", "b"] as const).map((side) => (
        <div key={side} className={css.number}>
          <dt><span className={css.letter}>{t(`letter.${side}`)}</span> <bdi>{pair[side].title}</bdi></dt>
          <dd>
            <button type="button" className={css.value} onClick={() => openPeople({ query: pairBody(pair), cell: { side }, title: pair[side].title, count: found[side].people })}>{show(found[side].value)}</button>
            <small>{t("people", { count: found[side].people, people: format.number(found[side].people) })}</small>
          </dd>
        </div>
      ))}
      <div className={css.number}>
        <dt>{t("difference")}</dt>
        <dd><span className={css.total} data-testid="difference">{show(found.difference)}</span></dd>
      </div>
    </dl>
  );
}

function Causes({ pair, found }: { pair: Pair; found: Reconciled }) {
  const { t } = useTranslation("reconcile");
  const format = useFormat();
  const signed = (value: number) => (value > 0 ? "+" : "") + format.number(value, Number.isInteger(value) ? 0 : 2);
  const people = (side: Side, count: (part: Part) => number) => ({
    title: t(`sides.${side}`),
    align: "right" as const,
    render: (_: unknown, part: Part) => <People pair={pair} part={part} side={side} count={count(part)} />,
  });
  return (
    <Table<Part>
      rowKey="cause"
      size="small"
      pagination={false}
      dataSource={found.causes}
      scroll={{ x: "max-content" }}
      columns={[
        {
          title: t("cause"),
          render: (_, part) => (
            <div className={css.cause}>
              <strong>{t(`causes.${part.cause}`)}</strong>
              <small>{t(`why.${part.cause}`)}</small>
            </div>
          ),
        },
        people("a", (part) => part.only_a),
        people("b", (part) => part.only_b),
        people("both", (part) => part.both),
        { title: t("share"), align: "right", render: (_, part) => signed(part.difference) },
      ]}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0} colSpan={4}><strong>{t("difference")}</strong></Table.Summary.Cell>
          <Table.Summary.Cell index={4} align="right"><strong>{signed(found.difference)}</strong></Table.Summary.Cell>
        </Table.Summary.Row>
      )}
    />
  );
}

function People({ pair, part, side, count }: { pair: Pair; part: Part; side: Side; count: number }) {
  const { t } = useTranslation("reconcile");
  const format = useFormat();
  if (!count) return <>–</>;
  const title = `${t(`causes.${part.cause}`)} · ${t(`sides.${side}`)}`;
  const open = () => openPeople({ query: pairBody(pair), cell: { cause: part.cause, side }, title, count });
  return <Button type="link" size="small" onClick={open} aria-label={`${title}: ${format.number(count)}`}>{format.number(count)}</Button>;
}

function Foot({ found: { computed } }: { found: Reconciled }) {
  const { t } = useTranslation("reconcile");
  const format = useFormat();
  return (
    <footer className={css.foot}>
      {t("until", { until: computed.data_until ? format.at(computed.data_until) : "—" })}
      <details className={css.how}>
        <summary>{t("how")}</summary>
        <p>{t("howOne")}</p>
        <p>{t("howOrder")}</p>
        <ol>{CAUSES.map((cause) => <li key={cause}><strong>{t(`causes.${cause}`)}</strong>: {t(`why.${cause}`)}</li>)}</ol>
        <p>{t("hash", { hash: computed.definition })}</p>
      </details>
    </footer>
  );
}
