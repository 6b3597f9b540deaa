/** Who changed a flag, when, and what it was then. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Timeline } from "antd";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "./Flags.module.css";
import { differing, flagsKey } from "./flag";

export function History({ flag }: { flag: string }) {
  const { t } = useTranslation("flags");
  const project = useProject();
  const format = useFormat();
  const asked = useInfiniteQuery({
    queryKey: [...flagsKey(project.id), flag, "history"],
    queryFn: ({ pageParam: cursor }) => answered(api.GET("/api/flags/{key}/history", { params: { path: { key: flag }, query: { limit: 50, cursor } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  if (asked.isPending) return <Loading />;
  const changes = asked.data.pages.flatMap((page) => page.items);
  return (
    <div className={css.stack}>
      <Timeline
        items={changes.map((one, n) => ({
          key: `${one.at} ${one.version}`,
          content: (
            <div className={css.change}>
              <span>{t(`what.${one.what}`, { version: one.version })}</span>
              <span className={css.weak}>{format.at(one.at)} · <bdi>{one.by || t("byKey")}</bdi></span>
              <Edited now={one} before={changes[n + 1]} />
              <details>
                <summary>{t("asItWas")}</summary>
                <pre className={css.json} dir="ltr" tabIndex={0}>{JSON.stringify(one.definition, null, 2)}</pre>
              </details>
            </div>
          ),
        }))}
      />
      {asked.hasNextPage && <Button size="small" className={css.start} loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{t("older")}</Button>}
    </div>
  );
}

/** Which fields a change changed. */
function Edited({ now, before }: { now: Schemas["ChangeBody"]; before?: Schemas["ChangeBody"] }) {
  const { t } = useTranslation("flags");
  if (now.what !== "changed" || !before) return null;
  const names = differing(now.definition, before.definition).map((name) => t(`field.${name}` as "field.name", { defaultValue: name }));
  return <span>{names.join(t("and"))}</span>;
}
