/** The same as a table: levels, change, interval, p or chance to win; and the people of each variant. */
import { Button, Card, Table } from "antd";
import { useTranslation } from "react-i18next";
import { openPeople } from "@/shared/people/asked";
import { useFormat } from "@/shared/useFormat";
import { useValue } from "../metrics/useMetrics";
import { armName, type Line, type Results, type Trial, useChange, useRange } from "../experiments/useExperiments";
import css from "./Experiment.module.css";
import { wayOf } from "./interval";

export function Lines({ experiment, results }: { experiment: Trial; results: Results }) {
  const { t } = useTranslation("experiments");
  const change = useChange();
  const range = useRange();
  const format = useFormat();
  const chances = results.lines.some((one) => one.chance !== null);
  return (
    <Card size="small" title={t("metric")}>
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t("metric")}>
        <Table<Line>
          rowKey={(one) => one.metric + one.variant}
          size="small"
          pagination={false}
          dataSource={results.lines}
          columns={[
            { title: t("metric"), width: 220, render: (_, one) => <bdi>{one.name}</bdi> },
            { title: t("role"), render: (_, one) => t(`roles.${one.role}`) },
            { title: t("variant"), render: (_, one) => <bdi>{armName(experiment, one.variant)}</bdi> },
            { title: t("control"), align: "right", render: (_, one) => <Value unit={one.unit} value={one.control} /> },
            { title: t("level"), align: "right", render: (_, one) => <Value unit={one.unit} value={one.level} /> },
            { title: t("change"), align: "right", render: (_, one) => (one.estimate === null ? "—" : change(one.estimate)) },
            { title: t("interval"), align: "right", render: (_, one) => (one.estimate === null ? "—" : range(one.low, one.high)) },
            chances
              ? { title: t("chance"), align: "right", render: (_, one) => format.percent(one.chance) }
              : { title: t("p"), align: "right", render: (_, one) => <P value={one.p_corrected ?? one.p} /> },
            { title: t("outcome"), render: (_, one) => <span className={way(one)}>{t(wayOf(one))}</span> },
          ]}
        />
      </div>
      <Table<Results["variants"][0]>
        rowKey="variant"
        size="small"
        pagination={false}
        style={{ marginTop: 12 }}
        dataSource={results.variants}
        scroll={{ x: "max-content" }}
        columns={[
          { title: t("variant"), width: 220, render: (_, one) => <bdi>{armName(experiment, one.variant)}</bdi> },
          { title: t("people"), align: "right", render: (_, one) => <People experiment={experiment} results={results} variant={one.variant} count={one.people} /> },
          { title: t("expected"), align: "right", render: (_, one) => format.number(one.expected, 0) },
        ]}
      />
    </Card>
  );
}

function way(one: Line): string | undefined {
  return one.good ? css.better : one.bad ? css.worse : undefined;
}

/** A number of people that opens who they are; '' = who met more than one variant. */
export function People({ experiment, results, variant, count }: { experiment: Trial; results: Results; variant: string; count: number }) {
  const { t } = useTranslation("experiments");
  const format = useFormat();
  const title = variant ? t("behind", { variant: armName(experiment, variant) }) : t("behindMultiple");
  const query = { kind: experiment.kind ?? "experiment", id: experiment.id, now: results.computed.at };
  return (
    <Button type="link" size="small" style={{ padding: 0, height: "auto" }} aria-label={`${title}: ${format.number(count)}`} onClick={() => openPeople({ query, cell: { variant }, title, count })}>
      {format.number(count)}
    </Button>
  );
}

export function P({ value }: { value: number | null | undefined }) {
  const format = useFormat();
  if (value === null || value === undefined) return "—";
  return value < 0.0001 ? "<0.0001" : format.number(value, 4);
}

function Value({ unit, value }: { unit: Line["unit"]; value: number | null }) {
  return useValue(unit)(value);
}
