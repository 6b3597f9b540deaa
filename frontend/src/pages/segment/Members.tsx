/** Who is in a segment, page by page, each a link to their profile. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { nameOf } from "@/shared/person";
import { segmentsKey } from "../segments/Segments";
import css from "../segments/Segments.module.css";

export function Members({ segment }: { segment: Schemas["SegmentBody"] }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  const format = useFormat();
  const found = useInfiniteQuery({
    queryKey: [...segmentsKey(project.id), segment.id, "members", segment.computed_at],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answered(api.GET("/api/segments/{id}/members", { params: { path: { id: segment.id }, query: { cursor: pageParam } } })) as Promise<Schemas["Persons"]>,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (found.isError) return <Failed small error={found.error} retry={() => void found.refetch()} />;
  return (
    <>
      <Table
        rowKey="id"
        size="small"
        loading={found.isPending}
        pagination={false}
        dataSource={found.data?.pages.flatMap((page) => page.items)}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: found.isPending ? " " : t("nobody") }}
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
