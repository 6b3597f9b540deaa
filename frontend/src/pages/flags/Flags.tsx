/** All flags: which are on and for whom, which may go; each is switched off here at once. */
import { FlagOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Switch, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { type Condition, useSentence } from "@/shared/query";
import { SearchedTable } from "@/shared/SearchedTable";
import { Empty, Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { FlagDrawer } from "./FlagDrawer";
import css from "./Flags.module.css";
import { type Flag, flagsKey } from "./flag";

export default function Flags() {
  const { t } = useTranslation("flags");
  const project = useProject();
  const may = useMay();
  const format = useFormat();
  const [open, setOpen] = useState<string>();
  const asked = useQuery({
    queryKey: flagsKey(project.id),
    queryFn: everyFlag,
  });
  const items = asked.data ?? [];
  const make = may("operate") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("")}>{t("new")}</Button>;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <span className={css.space} />
        {make}
      </header>
      <Card size="small">
        {asked.data && items.length === 0 ? (
          <Empty icon={<FlagOutlined />} title={t("none")} action={make}>{t("noneWhy")}</Empty>
        ) : (
          <SearchedTable<Flag>
            rowKey="key"
            rows={items}
            text={(one) => `${one.key} ${one.name} ${one.description}`}
            label={t("search")}
            busy={asked.isPending}
            columns={[
              { title: t("on"), width: 72, render: (_, one) => <Kill flag={one} /> },
              {
                title: t("flag"),
                width: 300,
                render: (_, one) => (
                  <div className={css.what}>
                    <Button type="link" onClick={() => setOpen(one.key)}><bdi>{one.key}</bdi></Button>
                    <small>{one.name}</small>
                  </div>
                ),
              },
              { title: t("who"), width: 420, render: (_, one) => <For flag={one} /> },
              { title: t("kind"), width: 110, render: (_, one) => t(`kinds.${one.kind ?? "boolean"}`) },
              { title: t("changed"), width: 140, render: (_, one) => <span title={format.at(one.updated_at)}>{format.ago(one.updated_at)}</span> },
              { title: t("state"), width: 130, render: (_, one) => one.stale && <Tag color="warning" title={t(`staleWhy.${one.stale}`)}>{t("stale")}</Tag> },
            ]}
          />
        )}
      </Card>
      {open !== undefined && <FlagDrawer key={open} flag={items.find((one) => one.key === open)} others={items} close={() => setOpen(undefined)} />}
    </div>
  );
}

/** All of them, however many pages they fill. */
async function everyFlag(): Promise<Flag[]> {
  const found: Flag[] = [];
  let cursor: string | undefined;
  do {
    const page = (await answered(api.GET("/api/flags", { params: { query: { limit: 500, cursor } } }))) as unknown as { items: Flag[]; next: string | null };
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return found;
}

/** The kill switch. */
function Kill({ flag }: { flag: Flag }) {
  const { t } = useTranslation("flags");
  const project = useProject();
  const may = useMay();
  const queries = useQueryClient();
  const tell = useTell();
  const turn = useMutation({
    mutationFn: (enabled: boolean) => answered(api.PATCH("/api/flags/{key}", { params: { path: { key: flag.key } }, body: { enabled } as never })),
    onSuccess: () => queries.invalidateQueries({ queryKey: flagsKey(project.id) }),
    onError: tell.refusedAbout,
  });
  return <Switch size="small" checked={flag.enabled} disabled={!may("operate")} loading={turn.isPending} aria-label={t("turn", { key: flag.key })} onChange={(on) => turn.mutate(on)} />;
}

/** For whom it is on, in a sentence. */
function For({ flag }: { flag: Flag }) {
  const { t } = useTranslation("flags");
  const say = useSentence(flag);
  const format = useFormat();
  const [first, ...more] = flag.rules ?? [];
  if (!first) return <span className={css.weak}>{t("nobody")}</span>;
  const who = first.condition ? say(first.condition as unknown as Condition) : t("everybody");
  return (
    <div className={css.what}>
      <span>{(first.rollout ?? 100) < 100 ? t("shareOf", { share: format.number(first.rollout ?? 100), who }) : who}</span>
      {more.length > 0 && <small>{t("moreRules", { count: more.length })}</small>}
    </div>
  );
}
