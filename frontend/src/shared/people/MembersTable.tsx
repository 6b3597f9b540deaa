/** The people of something, page by page, each a link to their profile. */
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { nameOf } from "@/shared/person";
import { Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "./MembersTable.module.css";

interface Props {
  found: UseInfiniteQueryResult<InfiniteData<Schemas["Persons"]>>;
  /** What is said when there is nobody. */
  nobody: string;
}

export function MembersTable({ found, nobody }: Props) {
  const { t } = useTranslation("people");
  const project = useProject();
  const format = useFormat();
  if (found.isError) return <Failed small error={found.error} retry={() => void found.refetch()} />;
  return (
    <>
      <Table<Schemas["PersonBody"]>
        rowKey="id"
        size="small"
        loading={found.isPending}
        pagination={false}
        dataSource={found.data?.pages.flatMap((page) => page.items)}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: found.isPending ? " " : nobody }}
        columns={[
          {
            title: t("person"),
            width: 260,
            render: (_, one) => (
              <Link className={css.who} to={`/p/${project.id}/people/${one.id}`}>
                <bdi>{nameOf(one)}</bdi>
                <small><bdi>{one.ids.map((id) => id.value).join(" · ")}</bdi></small>
              </Link>
            ),
          },
          { title: t("events"), align: "right", width: 90, render: (_, one) => format.number(one.events) },
          { title: t("lastSeen"), width: 120, render: (_, one) => one.last_seen && <span title={format.at(one.last_seen)}>{format.ago(one.last_seen)}</span> },
        ]}
      />
      {found.hasNextPage && (
        <div className={css.more}>
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button>
        </div>
      )}
    </>
  );
}
