/** Which values a tag gives, and to how many; of each one sees who they are. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Card, Drawer, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Empty, Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "../tags/Tags.module.css";
import { type Body, tagsKey, valueText } from "../tags/useTags";

const MOST = 24;

export function Shares({ tag }: { tag: Body }) {
  const { t } = useTranslation("tags");
  const format = useFormat();
  const [value, setValue] = useState<unknown>();
  if (!tag.run)
    return (
      <Card size="small" title={t("values")}>
        <Empty small title={t("notComputed")}>{t("notComputedWhy")}</Empty>
      </Card>
    );
  const { shares, people } = tag.run;
  const most = Math.max(...shares.map((one) => one.people), 1);
  return (
    <Card size="small" title={t("valuesAt", { base: format.day(tag.run.base) })} extra={<Button size="small" type="link" onClick={() => setValue(null)}>{t("who")}</Button>}>
      {shares.length === 0 && <p className={css.muted}>{t("nobody")}</p>}
      <dl className={css.shares}>
        {shares.slice(0, MOST).flatMap((one) => {
          const text = valueText(one.value);
          return [
            <dt key={`${text}-name`}><Button type="link" size="small" style={{ padding: 0 }} title={text} onClick={() => setValue(one.value)}><bdi>{text}</bdi></Button></dt>,
            <dd key={`${text}-bar`} className={css.track} aria-hidden><div className={css.bar} style={{ width: `${(100 * one.people) / most}%` }} /></dd>,
            <dd key={text} className={css.number}>{format.number(one.people)} · {format.percent(one.people / people)}</dd>,
          ];
        })}
      </dl>
      {shares.length > MOST && <p className={css.muted}>{t("moreValues", { count: shares.length - MOST })}</p>}
      {value !== undefined && <People tag={tag} value={value} close={() => setValue(undefined)} />}
    </Card>
  );
}

/** Who has a value (null = any), with how sure it is and what it follows from. */
function People({ tag, value, close }: { tag: Body; value: unknown; close: () => void }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const format = useFormat();
  const first = Array.isArray(value) ? (value[0] as unknown) : value;
  const wanted = first === null ? undefined : typeof first === "string" ? first : JSON.stringify(first);
  const found = useInfiniteQuery({
    queryKey: [...tagsKey(project.id), tag.id, "values", wanted, tag.run?.computed_at],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answered(api.GET("/api/tags/{id}/values", { params: { path: { id: tag.id }, query: { value: wanted, cursor: pageParam } } })) as Promise<Schemas["Values"]>,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Drawer open size={640} title={wanted === undefined ? tag.name : `${tag.name}: ${wanted}`} onClose={close}>
      {found.isError ? (
        <Failed small error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Table
          rowKey="person"
          size="small"
          loading={found.isPending}
          pagination={false}
          dataSource={found.data?.pages.flatMap((page) => page.items)}
          scroll={{ x: "max-content" }}
          columns={[
            { title: t("person"), render: (_, one) => <Link to={`/p/${project.id}/people/${one.person}`}>{one.person}</Link> },
            { title: t("value"), render: (_, one) => <bdi>{valueText(one.value)}</bdi> },
            { title: t("confidence"), align: "right", render: (_, one) => format.percent(one.confidence, 0) },
            { title: t("evidence"), render: (_, one) => <code>{JSON.stringify(one.evidence)}</code> },
          ]}
        />
      )}
      {found.hasNextPage && <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button>}
    </Drawer>
  );
}
