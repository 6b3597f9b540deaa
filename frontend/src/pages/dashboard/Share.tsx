/** Links that show the dashboard's numbers to people without an account: made, copied once, taken back. */
import { DeleteOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { CopyText } from "@/shared/CopyText";
import { Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "./Dashboard.module.css";
import type { Dashboard } from "./useDashboard";

const LASTS = [1, 7, 30, 90, 366];

export function Share({ board, close }: { board: Dashboard; close: () => void }) {
  const { t } = useTranslation("dashboards");
  const { id: project } = useProject();
  const format = useFormat();
  const tell = useTell();
  const cache = useQueryClient();
  const [days, setDays] = useState(30);
  const key = ["dashboards", project, board.id, "links"];
  const path = { params: { path: { id: board.id } } };
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => answered(api.GET("/api/dashboards/{id}/links", { ...path, signal })) });
  const settled = { onSuccess: () => void cache.invalidateQueries({ queryKey: key }), onError: tell.refused };
  const make = useMutation({ mutationFn: () => answered(api.POST("/api/dashboards/{id}/links", { ...path, body: { days } })), ...settled });
  const revoke = useMutation({
    mutationFn: (link: string) => answered(api.DELETE("/api/dashboards/{id}/links/{link}", { params: { path: { id: board.id, link } } })),
    ...settled,
  });
  const links = asked.data?.items ?? [];
  const [own, sent] = [links.filter((one) => !one.digest), links.filter((one) => one.digest)];
  const line = (one: (typeof links)[number]) => (
    <div key={one.id} className={css.link}>
      <span>{t("linkOf", { by: one.by || t("program"), at: format.at(one.created_at), until: format.at(one.expires_at) })}</span>
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("revoke")} loading={revoke.isPending && revoke.variables === one.id} onClick={() => revoke.mutate(one.id)} />
    </div>
  );
  return (
    <Modal open title={t("share")} footer={null} onCancel={close}>
      <p className={css.note}>{t("shareWhy")}</p>
      <div className={css.filters}>
        <Select value={days} aria-label={t("lasts")} popupMatchSelectWidth={false} options={LASTS.map((value) => ({ value, label: t("days", { count: value }) }))} onChange={setDays} />
        <Button type="primary" loading={make.isPending} onClick={() => make.mutate()}>{t("makeLink")}</Button>
      </div>
      {make.data && (
        <Alert type="success" style={{ marginTop: 12 }} title={t("linkOnce")} description={<CopyText text={`${location.origin}/shared/${make.data.token}`} />} />
      )}
      {asked.isError && <Failed small error={asked.error} retry={() => void asked.refetch()} />}
      {own.length > 0 && <h3 style={{ fontSize: 13, margin: "16px 0 6px" }}>{t("links")}</h3>}
      {own.map(line)}
      {sent.length > 0 && (
        <details style={{ marginTop: 16 }}>
          <summary>{t("digestLinks", { n: sent.length })}</summary>
          {sent.map(line)}
        </details>
      )}
    </Modal>
  );
}
