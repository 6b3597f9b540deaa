/** One segment: who is in it, what it means, how large it was over time, and who would miss it. */
import { DeleteOutlined, DownloadOutlined, EditOutlined, ReloadOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Popconfirm, Tabs, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { downloadCsv } from "@/api/download";
import { Bars, Line } from "@/chart";
import { useMay, useProject } from "@/session/useProject";
import type { Condition } from "@/shared/query";
import { useSentence } from "@/shared/query/useSentence";
import { Failed, Loading } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { useFormat } from "@/shared/useFormat";
import { Fresh, Moved } from "../segments/Fresh";
import { segmentsKey } from "../segments/Segments";
import css from "../segments/Segments.module.css";
import { canRefresh, origin } from "../segments/origin";
import { EditSegment } from "./EditSegment";
import { Lookalike } from "./Lookalike";
import { Members } from "./Members";
import { Portrait } from "./Portrait";

type Body = Schemas["SegmentBody"];

export default function Segment() {
  const { id = "" } = useParams();
  const project = useProject();
  const asked = useQuery({
    queryKey: [...segmentsKey(project.id), id],
    queryFn: async () => (await answered(api.GET("/api/segments/{id}", { params: { path: { id } } }))) as unknown as Body,
  });
  if (asked.isPending) return <Loading height={480} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return <Known segment={asked.data} />;
}

function Known({ segment }: { segment: Body }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const say = useSentence(segment.condition);
  return (
    <div className={css.page}>
      <Head segment={segment} />
      <div className={css.columns}>
        <Card size="small">
          <Views segment={segment} />
        </Card>
        <div className={css.stack}>
          <Card size="small">
            <div className={css.size}>{format.number(segment.people)}</div>
            <p className={css.fresh}>
              {segment.mode === "live" ? t("liveNow") : t("snapshotOf", { at: segment.computed_at ? format.at(segment.computed_at) : "" })}
            </p>
            {segment.mode === "live" && (
              <p className={css.fresh}>
                <Fresh segment={segment} /> · <Moved segment={segment} />
              </p>
            )}
            {segment.description && <p>{segment.description}</p>}
            <p className={css.sentence}>{segment.condition ? say(segment.condition as unknown as Condition) : t(origin(segment.source))}</p>
          </Card>
          <Card size="small" title={t("history")}>
            <History id={segment.id} />
          </Card>
          <Card size="small" title={t("usedBy")}>
            <UsedBy segment={segment} />
          </Card>
        </div>
      </div>
    </div>
  );
}

/** Who they are, how they differ, who is like them; a view is only asked for when it is opened. */
function Views({ segment }: { segment: Body }) {
  const { t } = useTranslation("segments");
  const may = useMay();
  const views = [
    { key: "members", label: t("members"), children: <Members segment={segment} /> },
    { key: "portrait", label: t("portrait"), children: <Portrait segment={segment} /> },
  ];
  if (may("analyse")) views.push({ key: "lookalike", label: t("lookalike"), children: <Lookalike segment={segment} /> });
  return <Tabs items={views} />;
}

function Head({ segment }: { segment: Body }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  const may = useMay();
  const queries = useQueryClient();
  const go = useNavigate();
  const { refusedAbout: failed } = useTell();
  const [editing, setEditing] = useState(false);
  const path = { params: { path: { id: segment.id } } };
  const refresh = useMutation({
    mutationFn: () => answered(api.POST("/api/segments/{id}/refresh", path)),
    onSuccess: () => queries.invalidateQueries({ queryKey: segmentsKey(project.id) }),
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => answered(api.DELETE("/api/segments/{id}", path)),
    onSuccess: async () => {
      await go(`/p/${project.id}/segments`);
      await queries.invalidateQueries({ queryKey: segmentsKey(project.id) });
    },
    onError: failed,
  });
  const file = useMutation({ mutationFn: () => downloadCsv("/api/segments/{id}/members", segment.id, segment.name), onError: failed });
  return (
    <header className={css.title}>
      <h1><bdi>{segment.name}</bdi></h1>
      <Tag color={segment.mode === "live" ? "blue" : undefined}>{t(`modes.${segment.mode}`)}</Tag>
      <span className={css.space} />
      <div className={css.actions}>
        {may("analyse") && segment.mode === "snapshot" && canRefresh(segment) && <Button icon={<ReloadOutlined />} loading={refresh.isPending} onClick={() => refresh.mutate()}>{t("refresh")}</Button>}
        {may("analyse") && <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>{t("edit")}</Button>}
        {may("export") && <Button icon={<DownloadOutlined />} loading={file.isPending} onClick={() => file.mutate()}>{t("csv")}</Button>}
        {may("analyse") && (
          <Popconfirm title={t("removeSure")} okText={t("remove")} onConfirm={() => remove.mutateAsync().catch(() => undefined)}>
            <Button icon={<DeleteOutlined />} aria-label={t("remove")} />
          </Popconfirm>
        )}
      </div>
      {editing && <EditSegment segment={segment} close={() => setEditing(false)} />}
    </header>
  );
}

function History({ id }: { id: string }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  const asked = useQuery({
    queryKey: [...segmentsKey(project.id), id, "history"],
    queryFn: () => answered(api.GET("/api/segments/{id}/history", { params: { path: { id } } })),
  });
  if (asked.isPending) return <Loading height={120} />;
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  const sizes = asked.data.items;
  if (sizes.length < 2) return <p className={css.fresh}>{t("historyLater")}</p>;
  const at = sizes.map((one) => one.at);
  const moves = [
    { name: t("entered"), values: sizes.map((one) => one.entered) },
    { name: t("left"), values: sizes.map((one) => one.left) },
  ];
  return (
    <>
      <Line label={t("history")} height={140} interval="minute" buckets={at} series={[{ name: t("people"), values: sizes.map((one) => one.people) }]} />
      {sizes.some((one) => one.entered + one.left > 0) && <Bars label={t("movedOverTime")} height={140} interval="minute" buckets={at} series={moves} />}
    </>
  );
}

function UsedBy({ segment }: { segment: Body }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  if (segment.used_by.length === 0) return <p className={css.fresh}>{t("unused")}</p>;
  return (
    <ul className={css.used}>
      {segment.used_by.map((one) => (
        <li key={one.id}>
          <Link to={`/p/${project.id}/${one.kind === "report" ? "reports" : `${one.kind}s/${one.id}`}`}><bdi>{one.name}</bdi></Link>
        </li>
      ))}
    </ul>
  );
}
