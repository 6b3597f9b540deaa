/** One group: its own properties, and the people in it. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Card, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { MembersTable } from "@/shared/people/MembersTable";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { titleOf } from "../groups/Groups";
import css from "../groups/Groups.module.css";

export default function Group() {
  const { type = "", id = "" } = useParams();
  const project = useProject();
  const asked = useQuery({
    queryKey: ["group", project.id, type, id],
    queryFn: () => answered(api.GET("/api/groups/{type}/{id}", { params: { path: { type, id } } })),
  });
  if (asked.isPending) return <Loading height={480} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return <Known group={asked.data} />;
}

function Known({ group }: { group: Schemas["GroupBody"] }) {
  const { t } = useTranslation("groups");
  const project = useProject();
  const format = useFormat();
  const properties = Object.entries(group.properties).sort(([a], [b]) => a.localeCompare(b));
  const facts: [string, string][] = [
    [t("id"), group.id],
    [t("people"), format.number(group.people)],
    [t("events"), format.number(group.events)],
    [t("firstSeen"), format.at(group.first_seen)],
    [t("lastSeen"), format.at(group.last_seen)],
  ];
  return (
    <div className={css.page}>
      <header>
        <Link className={css.back} to={`/p/${project.id}/groups?type=${encodeURIComponent(group.type)}`}>{t("all")}</Link>
        <div className={css.title}>
          <h1><bdi>{titleOf(group)}</bdi></h1>
          <Tag><bdi>{group.type}</bdi></Tag>
        </div>
      </header>
      <div className={css.columns}>
        <div className={css.page}>
          <Card size="small"><Facts facts={facts} /></Card>
          <Card size="small" title={t("properties")}>
            {properties.length === 0 ? <p className={css.quiet}>{t("noProperties")}</p> : <Facts facts={properties.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)])} />}
          </Card>
        </div>
        <Card size="small" title={t("members")}><Members group={group} /></Card>
      </div>
    </div>
  );
}

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl className={css.facts}>
      {facts.flatMap(([name, value]) => [<dt key={name}><bdi>{name}</bdi></dt>, <dd key={`${name} value`}><bdi>{value}</bdi></dd>])}
    </dl>
  );
}

function Members({ group }: { group: Schemas["GroupBody"] }) {
  const { t } = useTranslation("groups");
  const project = useProject();
  const path = { type: group.type, id: group.id };
  const found = useInfiniteQuery({
    queryKey: ["group", project.id, group.type, group.id, "members"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answered(api.GET("/api/groups/{type}/{id}/members", { params: { path, query: { cursor: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return <MembersTable found={found} nobody={t("nobody")} />;
}
