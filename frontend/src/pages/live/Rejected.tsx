/** What was refused in the last 30 days: how often for which reason, what to do about it, and samples. */
import { CheckCircleOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import style from "./Live.module.css";

export function useRejected(code: string | undefined) {
  const { id } = useProject();
  return useInfiniteQuery({
    queryKey: ["rejected", id, code],
    queryFn: ({ pageParam, signal }) =>
      answered(api.GET("/api/events/rejected", { params: { query: { code, limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    refetchInterval: 5000,
  });
}

export function Rejected() {
  const { t } = useTranslation("live");
  const [code, setCode] = useState<string>();
  const found = useRejected(code);
  const [first] = found.data?.pages ?? [];
  if (found.isError) return <section className={style.card}><Failed error={found.error} retry={() => void found.refetch()} /></section>;
  if (!first) return <section className={style.card}><Loading rows={6} /></section>;
  if (!first.counts.length)
    return (
      <section className={style.card}>
        <Empty title={t("noneRejected")} icon={<CheckCircleOutlined />}>{t("noneRejectedWhy")}</Empty>
      </section>
    );
  return (
    <div className={style.rejected}>
      <section className={style.card} aria-label={t("reasons")}>
        <h2>{t("reasons")}</h2>
        <ul className={style.reasons}>
          <li><Reason name={t("allReasons")} count={first.counts.reduce((sum, each) => sum + each.count, 0)} on={code === undefined} press={() => setCode(undefined)} /></li>
          {first.counts.map((each) => (
            <li key={each.code}><Coded count={each} on={code === each.code} press={() => setCode(each.code)} /></li>
          ))}
        </ul>
      </section>
      <section className={`${style.card} ${style.rows}`} aria-label={t("samples")}>
        <ol className={style.list}>
          {(found.data?.pages ?? []).flatMap((page) => page.items).map((reject, n) => <Sample key={n} reject={reject} />)}
        </ol>
        {found.hasNextPage ? <Button type="link" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("more")}</Button> : null}
      </section>
    </div>
  );
}

/** The reason in words; the code itself where it has none yet. */
function useReason(code: string) {
  const { t, i18n } = useTranslation("live");
  const known = i18n.exists(`reason.${code}`, { ns: "live" });
  return known ? { name: t(`reason.${code as "no_event"}`), fix: t(`fix.${code as "no_event"}`) } : { name: code, fix: "" };
}

function Coded({ count, on, press }: { count: Schemas["Count"]; on: boolean; press: () => void }) {
  const { name, fix } = useReason(count.code);
  const format = useFormat();
  return <Reason name={name} fix={fix} code={count.code} count={count.count} last={format.ago(count.last)} on={on} press={press} />;
}

interface ReasonProps {
  name: string;
  fix?: string;
  code?: string;
  count: number;
  last?: string;
  on: boolean;
  press: () => void;
}

function Reason({ name, fix, code, count, last, on, press }: ReasonProps) {
  const format = useFormat();
  return (
    <button type="button" className={style.reason} aria-pressed={on} onClick={press}>
      <span className={style.line}><b>{name}</b><span>{format.number(count)}</span></span>
      {fix ? <span className={style.fix}>{fix}</span> : null}
      {code ? <span className={style.line}><code>{code}</code><span>{last}</span></span> : null}
    </button>
  );
}

function Sample({ reject }: { reject: Schemas["Reject"] }) {
  const format = useFormat();
  const { name } = useReason(reject.code);
  return (
    <li className={style.sample}>
      <div className={style.line}>
        <span><b>{name}</b>{reject.event ? <> · <bdi>{reject.event}</bdi></> : null}</span>
        <span className={style.source}>{reject.source} · <time dateTime={reject.received_at}>{format.at(reject.received_at, true)}</time></span>
      </div>
      <div className={style.fix} dir="auto">{reject.detail}</div>
      {reject.sample ? <pre className={style.json} tabIndex={0} dir="ltr">{reject.sample}</pre> : null}
    </li>
  );
}
