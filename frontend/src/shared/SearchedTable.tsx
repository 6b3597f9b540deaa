/** A list that is narrowed as one types. */
import { Input, Table, type TableColumnsType } from "antd";
import { type ReactNode, useState } from "react";
import css from "./SearchedTable.module.css";

interface Props<T> {
  rows: readonly T[] | undefined;
  rowKey: keyof T & string;
  columns: TableColumnsType<T>;
  /** What is searched of one of them. */
  text: (one: T) => string;
  label: string;
  busy: boolean;
  /** What else narrows the list. */
  children?: ReactNode;
}

export function SearchedTable<T extends object>({ rows, rowKey, columns, text, label, busy, children }: Props<T>) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  return (
    <>
      <div className={css.tools}>
        <Input.Search className={css.search} allowClear value={search} onChange={(event) => setSearch(event.target.value)} placeholder={label} aria-label={label} dir="auto" />
        {children}
      </div>
      <Table<T>
        rowKey={rowKey}
        size="small"
        loading={busy}
        dataSource={rows?.filter((one) => text(one).toLowerCase().includes(wanted))}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: "max-content" }}
        columns={columns}
      />
    </>
  );
}
