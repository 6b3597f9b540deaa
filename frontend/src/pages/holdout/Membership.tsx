/** Whether somebody is kept out, by an id that they bear. */
import { useQuery } from "@tanstack/react-query";
import { Card, Input, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "../experiment/Experiment.module.css";
import { holdoutsKey } from "../holdouts/useHoldouts";

const COLOURS = { held: "warning", treated: "blue", outside: undefined, waiting: undefined, ended: undefined } as const;

export function Membership({ id }: { id: string }) {
  const { t } = useTranslation("holdouts");
  const project = useProject();
  const format = useFormat();
  const [person, setPerson] = useState("");
  const found = useQuery({
    enabled: person !== "",
    queryKey: [...holdoutsKey(project.id), id, "membership", person],
    queryFn: ({ signal }) => answered(api.GET("/api/holdouts/{id}/membership", { params: { path: { id }, query: { person } }, signal })),
  });
  return (
    <Card size="small" title={t("check")}>
      <Input.Search allowClear maxLength={512} dir="ltr" placeholder={t("checkWho")} aria-label={t("checkWho")} onSearch={(text) => setPerson(text.trim())} />
      <div role="status" style={{ marginTop: person ? 8 : 0 }}>
        {person === "" ? null : found.isPending ? (
          <Loading rows={1} />
        ) : found.isError ? (
          <Failed small error={found.error} retry={() => void found.refetch()} />
        ) : (
          <>
            <Tag color={COLOURS[found.data.state]}>{t(`states.${found.data.state}`)}</Tag>
            <p className={css.weak}>{found.data.noted_at ? t("noted", { at: format.at(found.data.noted_at), state: t(found.data.noted === "held" ? "held" : "treated") }) : t("notNoted")}</p>
          </>
        )}
      </div>
    </Card>
  );
}
