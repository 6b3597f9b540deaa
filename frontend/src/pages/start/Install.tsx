/** The write key, and the shortest snippets with it already inside. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { queries } from "@/api/queries";
import { useMay, useProject } from "@/session/useProject";
import { CopyButton, CopyText } from "@/shared/CopyText";
import { Failed, Loading } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { useCopied } from "@/shell/useProgress";
import { snippets } from "./snippets";
import css from "./Start.module.css";

export function useWriteKey() {
  const { id } = useProject();
  return useQuery({
    queryKey: ["keys", id],
    queryFn: () => answered(api.GET("/api/keys")),
    select: (page) => page.items.find((key) => key.kind === "write" && key.key)?.key ?? null,
  });
}

export function Install() {
  const { t } = useTranslation("start");
  const { id } = useProject();
  const [, setCopied] = useCopied(id);
  const key = useWriteKey();
  const [chosen, setChosen] = useState<string>();
  if (key.error) return <Failed small error={key.error} retry={() => void key.refetch()} />;
  if (key.data === undefined) return <Loading rows={5} />;
  if (key.data === null) return <NoKey />;
  const all = snippets(location.origin, key.data);
  const shown = all.find((one) => one.id === chosen) ?? all[0]!;
  return (
    <>
      <p className={css.key}>{t("snippet.key")} <CopyText text={key.data} onCopy={setCopied} /></p>
      <div className={css.which} role="group" aria-label={t("snippet.key")}>
        {all.map((one) => (
          <Button key={one.id} size="small" type={one.id === shown.id ? "primary" : "default"} aria-pressed={one.id === shown.id} onClick={() => setChosen(one.id)}>
            {t(`snippet.${one.id}`)}
          </Button>
        ))}
      </div>
      <div className={css.code}>
        <pre tabIndex={0} aria-label={t(`snippet.${shown.id}`)}>{shown.code}</pre>
        <CopyButton text={shown.code} onCopy={setCopied} />
      </div>
    </>
  );
}

function NoKey() {
  const { t } = useTranslation("start");
  const { id } = useProject();
  const may = useMay();
  const tell = useTell();
  const make = () =>
    answered(api.POST("/api/keys", { body: { kind: "write", name: "" } })).then(() => queries.invalidateQueries({ queryKey: ["keys", id] }), tell.refused);
  return may("manage") ? <Button type="primary" onClick={() => void make()}>{t("snippet.make")}</Button> : <p>{t("ask")}</p>;
}
