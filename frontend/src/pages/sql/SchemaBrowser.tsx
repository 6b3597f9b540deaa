/** The tables that can be read, with their columns; a column is put into the query by pressing it. */
import { useQuery } from "@tanstack/react-query";
import { Collapse, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import css from "./Sql.module.css";

export function SchemaBrowser({ put }: { put: (name: string) => void }) {
  const { t } = useTranslation("sql");
  const { id } = useProject();
  const [search, setSearch] = useState("");
  const asked = useQuery({
    queryKey: ["sql", id, "schema"],
    queryFn: async ({ signal }) => (await answered(api.GET("/api/sql/schema", { signal }))).items,
    staleTime: Infinity,
  });
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  if (!asked.data) return <Loading rows={8} />;
  const wanted = search.trim().toLowerCase();
  return (
    <div className={css.schema}>
      <Input.Search allowClear value={search} placeholder={t("searchColumn")} aria-label={t("searchColumn")} onChange={(event) => setSearch(event.target.value)} />
      <Collapse
        ghost
        size="small"
        defaultActiveKey={asked.data.map((one) => one.name)}
        items={asked.data.map((table) => ({
          key: table.name,
          label: <span className={css.table}><code>{table.name}</code><small>{table.about}</small></span>,
          children: (
            <ul className={css.columns}>
              {table.columns
                .filter((one) => `${one.name} ${one.about}`.toLowerCase().includes(wanted))
                .map((one) => (
                  <li key={one.name}>
                    <button type="button" title={one.about} onClick={() => put(one.name)}>
                      <code>{one.name}</code>
                      <small>{one.type}</small>
                      <span>{one.about}</span>
                    </button>
                  </li>
                ))}
            </ul>
          ),
        }))}
      />
    </div>
  );
}
