/** What a tag is made of, in words where there are any, and its versions. */
import { useQuery } from "@tanstack/react-query";
import { Card, Timeline } from "antd";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import type { Condition } from "@/shared/query";
import { useSentence } from "@/shared/query/useSentence";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import css from "../tags/Tags.module.css";
import { type Body, tagsKey, useKinds } from "../tags/useTags";

export function Made({ tag }: { tag: Body }) {
  const { t } = useTranslation("tags");
  const kind = useKinds().data?.find((one) => one.name === tag.kind);
  return (
    <>
      <Card size="small" title={kind?.title ?? tag.kind}>
        <div className={css.stack}>
          {tag.description && <p>{tag.description}</p>}
          <Settings tag={tag} />
          <p className={css.muted}>
            {[t(`families.${tag.family}`), tag.folder, tag.owner && t("ownedBy", { owner: tag.owner })].filter(Boolean).join(" · ")}
          </p>
        </div>
      </Card>
      <Card size="small" title={t("versions")}>
        <Versions tag={tag} />
      </Card>
    </>
  );
}

function Settings({ tag }: { tag: Body }) {
  const { t } = useTranslation("tags");
  const say = useSentence(tag.settings);
  const settings = tag.settings as { values?: { value: string; condition: Condition }[]; otherwise?: string | null; query?: string };
  if (tag.kind === "rule")
    return (
      <ol className={css.rules}>
        {settings.values?.map((one) => (
          <li key={one.value}>
            <strong><bdi>{one.value}</bdi></strong>
            <p>{say(one.condition)}</p>
          </li>
        ))}
        {settings.otherwise && (
          <li>
            <strong><bdi>{settings.otherwise}</bdi></strong>
            <p>{t("everybodyElse")}</p>
          </li>
        )}
      </ol>
    );
  return <pre className={css.settings} dir="ltr">{settings.query ?? JSON.stringify(tag.settings, null, 2)}</pre>;
}

function Versions({ tag }: { tag: Body }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const format = useFormat();
  const asked = useQuery({
    queryKey: [...tagsKey(project.id), tag.id, "versions"],
    queryFn: () => answered(api.GET("/api/tags/{id}/versions", { params: { path: { id: tag.id } } })) as Promise<Schemas["Versions"]>,
  });
  if (asked.isPending) return <Loading rows={2} />;
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <Timeline
      items={asked.data.items.map((one) => ({
        color: one.version === tag.published ? "green" : "gray",
        content: (
          <>
            <strong>{t("version", { version: one.version })}</strong>
            <p className={css.muted}>{t("madeBy", { by: one.made_by || t("key"), at: format.at(one.made_at) })}</p>
            {one.published_at && <p className={css.muted}>{t("publishedBy", { by: one.published_by || t("key"), at: format.at(one.published_at) })}</p>}
            <p className={css.muted}>{one.bases.length ? t("bases", { count: one.bases.length, newest: format.day(one.bases[0]!) }) : t("noBases")}</p>
          </>
        ),
      }))}
    />
  );
}
