/** Payments to trace: found by person, order, the channel that people came by, or a share link. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { nameOf } from "@/shared/person";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "./Trace.module.css";

type Payment = Schemas["PaymentBody"];

const WAYS = ["person", "order", "channel", "code"] as const;
type Way = (typeof WAYS)[number];

export function Payments() {
  const { t } = useTranslation("trace");
  const { id } = useProject();
  const [params, setParams] = useSearchParams();
  const way = WAYS.find((one) => one === params.get("by")) ?? "person";
  const text = params.get("find") ?? "";
  const found = useInfiniteQuery({
    queryKey: ["trace", id, "payments", way, text],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      answered(api.GET("/api/trace/payments", { params: { query: { ...(text && { [way]: text }), cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next,
  });
  const payments = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={css.search}>
        <Segmented<Way>
          value={way}
          aria-label={t("by")}
          options={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
          onChange={(by) => setParams({ by }, { replace: true })}
        />
        <Input.Search
          key={`${way}:${text}`}
          className={css.find}
          defaultValue={text}
          allowClear
          placeholder={t(`hint.${way}`)}
          aria-label={t(`hint.${way}`)}
          onSearch={(find) => setParams(find.trim() ? { by: way, find: find.trim() } : { by: way })}
        />
      </div>
      <section className={css.card}>
        {found.isPending ? (
          <Loading height={360} />
        ) : found.isError ? (
          <Failed error={found.error} retry={() => void found.refetch()} />
        ) : payments.length === 0 ? (
          <Empty title={t("noPayment")}>{t(text ? "noPaymentFound" : "noPaymentWhy")}</Empty>
        ) : (
          <>
            <Listed payments={payments} />
            {found.hasNextPage && (
              <div className={css.more}>
                <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button>
              </div>
            )}
          </>
        )}
      </section>
    </>
  );
}

function Listed({ payments }: { payments: readonly Payment[] }) {
  const { t } = useTranslation("trace");
  const { id } = useProject();
  const format = useFormat();
  return (
    <Table<Payment>
      rowKey="event"
      size="small"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={payments}
      columns={[
        { title: t("order"), render: (_, one) => <Link to={`/p/${id}/trace?event=${one.event}`}><bdi>{String(one.order ?? one.event)}</bdi></Link> },
        {
          title: t("person"),
          render: (_, one) => (one.person ? <Link to={`/p/${id}/people/${one.person.id}`}><bdi>{nameOf(one.person)}</bdi></Link> : t("nobody")),
        },
        { title: t("paid"), align: "right", render: (_, one) => format.money(one.paid) },
        { title: t("at"), align: "right", render: (_, one) => format.at(one.at) },
      ]}
    />
  );
}
