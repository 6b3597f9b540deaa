/** The rows of an answer: only those in sight are drawn; people open their profile. */
import { Table } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";
import css from "./Sql.module.css";
import type { Rows as Answer } from "./useRun";

type Row = unknown[];
const isNumber = (type: string) => /^(Nullable\()?(U?Int|Float|Decimal)/.test(type);
const PERSON = /^[0-9a-f]{16}$/;

export function Rows({ answer, height }: { answer: Answer; height: number }) {
  const { t } = useTranslation("sql");
  const { id } = useProject();
  const format = useFormat();
  const rows = useMemo(() => answer.rows.map((row, key) => ({ key, row: row as Row })), [answer]);
  const columns = answer.columns.map((column, place) => ({
    title: <span title={column.type}>{column.name}</span>,
    key: place,
    width: isNumber(column.type) ? 120 : 200,
    align: isNumber(column.type) ? ("end" as const) : ("start" as const),
    ellipsis: true,
    render: (_: unknown, { row }: { row: Row }) => {
      const value = row[place];
      if (column.name === "person" && typeof value === "string" && PERSON.test(value) && id) return <Link to={`/p/${id}/people/${value}`}>{value}</Link>;
      return cell(value, column.type, format.number);
    },
  }));
  return (
    <Table
      className={css.rows}
      size="small"
      virtual
      bordered
      rowKey="key"
      dataSource={rows}
      columns={columns}
      pagination={false}
      scroll={{ x: columns.reduce((sum, one) => sum + one.width, 0), y: height }}
      locale={{ emptyText: t("noRows") }}
    />
  );
}

function cell(value: unknown, type: string, number: (value: number, digits?: number) => string) {
  if (value === null || value === undefined) return <span className={css.null}>null</span>;
  if (typeof value === "number") return isNumber(type) ? (Number.isInteger(value) ? number(value) : number(value, 4)) : String(value);
  return <bdi>{typeof value === "object" ? JSON.stringify(value) : String(value)}</bdi>;
}
