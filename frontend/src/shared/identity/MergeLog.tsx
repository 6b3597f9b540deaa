/** Who merged and split whom, newest first; each act can be taken back. */
import { UndoOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Empty, Failed, Loading } from "../states";
import { useFormat } from "../useFormat";
import { useTell } from "../useTell";
import css from "./identity.module.css";
import { useMove } from "./useMove";

type Act = Schemas["MergeBody"];

/** Of one person, or of everybody. */
export function MergeLog({ person, then }: { person?: string; then?: (people: Schemas["PersonBody"][]) => void }) {
  const { t } = useTranslation("identity");
  const project = useProject();
  const asked = useInfiniteQuery({
    queryKey: ["merges", project.id, person],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answered(api.GET("/api/merges", { params: { query: { person, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (asked.isPending) return <Loading rows={3} />;
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  const acts = asked.data.pages.flatMap((page) => page.items);
  if (acts.length === 0) return <Empty small title={t("noMerges")}>{t("noMergesWhy")}</Empty>;
  return (
    <>
      <ul className={css.log}>
        {acts.map((act) => (
          <ActRow key={act.id} act={act} then={then} />
        ))}
      </ul>
      {asked.hasNextPage && (
        <div className={css.more}>
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t("more")}</Button>
        </div>
      )}
    </>
  );
}

function ActRow({ act, then }: { act: Act; then?: (people: Schemas["PersonBody"][]) => void }) {
  const { t } = useTranslation("identity");
  const { t: c } = useTranslation("common");
  const format = useFormat();
  const project = useProject();
  const may = useMay();
  const tell = useTell();
  const undo = useMove(
    async () => (await answered(api.POST("/api/merges/{id}/undo", { params: { path: { id: act.id } } }))).items,
    (people) => {
      tell.done(t("undone"));
      then?.(people);
    },
  );
  const parts = act.before.map((part) => part.ids.map((id) => id.value).join(" · ") || t("forgotten"));
  return (
    <li>
      <div className={css.act}>
        <Tag>{t(`kinds.${act.kind}`)}</Tag>{" "}
        <Link to={`/p/${project.id}/people/${act.now[0] ?? act.before[0]?.id ?? ""}`}><bdi>{parts.join(" + ")}</bdi></Link>
        <br />
        <span className={css.quiet}>
          {t("by", { who: act.by || t("program"), when: format.at(act.at) })}
          {act.undone_at && ` · ${t("undoneBy", { who: act.undone_by || t("program"), when: format.at(act.undone_at) })}`}
        </span>
      </div>
      {!act.undone_at && may("people") && (
        <Popconfirm title={t(`undoSure.${act.kind}`)} okText={t("undo")} cancelText={c("cancel")} onConfirm={() => undo.mutateAsync(undefined).catch(() => undefined)}>
          <Button size="small" icon={<UndoOutlined />} loading={undo.isPending}>{t("undo")}</Button>
        </Popconfirm>
      )}
    </li>
  );
}
