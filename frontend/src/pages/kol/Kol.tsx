/** Opinion leaders: the ranking, what each score is made of, and the deeds it follows from. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { nameOf } from "@/shared/person";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "./Kol.module.css";

type Leader = Schemas["LeaderBody"];

const TOP = 99;
const PARTS = ["reach", "effect", "content", "trust"] as const;
const DEEDS = ["guests", "activated", "paid", "further", "invites", "shares", "reviews"] as const;
const PAGE = 50;

export default function Kol() {
  const { t } = useTranslation("kol");
  const { id } = useProject();
  const format = useFormat();
  const asked = useInfiniteQuery({
    queryKey: ["kol", id],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) => answered(api.POST("/api/kol", { body: { limit: PAGE, cursor: pageParam } as never, signal })),
    getNextPageParam: (page) => page.next,
  });
  const first = asked.data?.pages[0];
  const leaders = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        {first && first.items.length > 0 && (
          <Button onClick={() => openPeople({ query: { kind: "kol", now: first.computed.at }, cell: { percentile: TOP }, title: t("leaders") })}>
            {t("top", { count: Math.floor(first.people / 100), share: format.percent(0.01, 0) })}
          </Button>
        )}
      </header>
      {asked.isPending ? (
        <Loading height={480} />
      ) : asked.isError ? (
        <Failed error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <section className={css.card}>
          {leaders.length === 0 ? (
            <Empty title={t("nobody")}>{t("nobodyWhy")}</Empty>
          ) : (
            <>
              <p className={css.hint}>{t("how")}</p>
              <Ranking leaders={leaders} />
              {asked.hasNextPage && (
                <div className={css.more}>
                  <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t("more")}</Button>
                </div>
              )}
            </>
          )}
        </section>
      )}
    </div>
  );
}

function Ranking({ leaders }: { leaders: readonly Leader[] }) {
  const { t } = useTranslation("kol");
  const { id } = useProject();
  const format = useFormat();
  return (
    <Table<Leader>
      rowKey={(one) => one.person.id}
      size="small"
      pagination={false}
      scroll={{ x: 960 }}
      dataSource={leaders}
      columns={[
        { title: t("rank"), align: "right", width: 70, dataIndex: "rank" },
        { title: t("person"), width: 200, render: (_, one) => <Link to={`/p/${id}/people/${one.person.id}`}><bdi>{nameOf(one.person)}</bdi></Link> },
        { title: t("score"), align: "right", width: 90, render: (_, one) => <strong>{format.number(one.score, 1)}</strong> },
        { title: t("percentile"), align: "right", width: 100, render: (_, one) => format.percent(one.percentile / 100, 2) },
        { title: t("parts"), width: 240, render: (_, one) => <Parts one={one} /> },
        { title: t("why"), render: (_, one) => <Deeds one={one} /> },
      ]}
    />
  );
}

function Parts({ one }: { one: Leader }) {
  const { t } = useTranslation("kol");
  const format = useFormat();
  return (
    <dl className={css.parts}>
      {PARTS.map((part) => (
        <div key={part} style={{ display: "contents" }}>
          <dt>{t(part)}</dt>
          <dd className={css.bar} aria-hidden><span style={{ width: `${100 * one[part]}%` }} /></dd>
          <dd>{format.percent(one[part], 0)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Deeds({ one }: { one: Leader }) {
  const { t } = useTranslation("kol");
  const format = useFormat();
  return (
    <div className={css.why}>
      {DEEDS.filter((deed) => one[deed] > 0).map((deed) => (
        <Tag key={deed}>{t(deed, { count: format.number(one[deed]) as never })}</Tag>
      ))}
    </div>
  );
}
