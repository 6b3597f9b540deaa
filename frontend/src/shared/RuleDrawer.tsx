/** The drawer of a definition that a project has one of: changed by whoever may analyse, kept, or put back to the default. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Drawer, Popconfirm } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import style from "./RuleDrawer.module.css";

interface Act<T> {
  mutate: (given: T) => void;
  isPending: boolean;
}

interface Props<T, K> {
  title: string;
  size: number;
  /** What is kept, with when somebody changed it. */
  kept: UseQueryResult<K & { changed_at: string | null }>;
  read: (kept: K) => T;
  keep: Act<T>;
  reset: Act<undefined>;
  words: { reset: string; sure: string };
  close: () => void;
  /** Beside the buttons, of what is not kept yet. */
  told?: (draft: T) => ReactNode;
  children: (draft: T, put: (next: T) => void) => ReactNode;
}

export function RuleDrawer<T, K>({ title, size, kept, read, keep, reset, words, close, told, children }: Props<T, K>) {
  const { t } = useTranslation("common");
  const may = useMay();
  const [draft, setDraft] = useState<T>();
  const stands = kept.data && read(kept.data);
  useEffect(() => setDraft((now) => now ?? stands), [stands]);
  const changed = draft !== undefined && JSON.stringify(draft) !== JSON.stringify(stands);
  const footer = may("analyse") && (
    <div className={style.foot}>
      {changed && told?.(draft)}
      {kept.data?.changed_at && (
        <Popconfirm title={words.sure} onConfirm={() => reset.mutate(undefined)}>
          <Button loading={reset.isPending}>{words.reset}</Button>
        </Popconfirm>
      )}
      <Button onClick={close}>{t("cancel")}</Button>
      <Button type="primary" disabled={!changed} loading={keep.isPending} onClick={() => draft && keep.mutate(draft)}>{t("save")}</Button>
    </div>
  );
  return (
    <Drawer open size={size} title={title} onClose={close} footer={footer} mask={{ closable: !changed }}>
      {kept.isError ? (
        <Failed small error={kept.error} retry={() => void kept.refetch()} />
      ) : draft ? (
        children(draft, setDraft)
      ) : (
        <Loading rows={8} />
      )}
    </Drawer>
  );
}
