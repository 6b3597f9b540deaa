/** One person, whole: who they are, what is known of them, everything they did, and what they belong to. */
import { useQuery } from "@tanstack/react-query";
import { Card, Tabs, Tag, Typography } from "antd";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useStateWord } from "@/shared/lifecycle";
import { nameOf, type Person, personKey } from "@/shared/person";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { Groups } from "./Groups";
import { Identity } from "./Identity";
import { Overview } from "./Overview";
import { Privacy } from "./Privacy";
import css from "./Profile.module.css";
import { Timeline } from "./Timeline";

/** The tabs in their order; each tells one side of the person. */
const TABS = { overview: Overview, timeline: Timeline, identity: Identity, groups: Groups, privacy: Privacy } satisfies Record<string, ComponentType<{ person: Person }>>;
type Tab = keyof typeof TABS;

export default function Profile() {
  const { id = "" } = useParams();
  const project = useProject();
  const asked = useQuery({
    queryKey: personKey(project.id, id),
    queryFn: () => answered(api.GET("/api/persons/{id}", { params: { path: { id } } })),
  });
  if (asked.isPending) return <Loading height={480} />;
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  return <Known key={asked.data.id} person={asked.data} />;
}

function Known({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const [params, setParams] = useSearchParams();
  const names = Object.keys(TABS) as Tab[];
  const open = names.find((name) => name === params.get("tab")) ?? "overview";
  return (
    <div className={css.page}>
      <Head person={person} />
      <Tabs
        activeKey={open}
        onChange={(tab) => setParams(tab === "overview" ? {} : { tab }, { replace: true })}
        destroyOnHidden
        items={names.map((name) => {
          const Side = TABS[name];
          return { key: name, label: t(`tabs.${name}`), children: <Side person={person} /> };
        })}
      />
    </div>
  );
}

function Head({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const project = useProject();
  const format = useFormat();
  const stateOf = useStateWord();
  const name = nameOf(person);
  const facts: [string, string, string | undefined][] = [
    [t("events"), format.number(person.events), undefined],
    ...(person.first_seen ? [[t("firstSeen"), format.day(person.first_seen), format.at(person.first_seen)] as [string, string, string]] : []),
    ...(person.last_seen ? [[t("lastSeen"), format.ago(person.last_seen), format.at(person.last_seen)] as [string, string, string]] : []),
  ];
  return (
    <Card className={css.head}>
      <div className={css.avatar} aria-hidden>
        {[...name][0]?.toUpperCase()}
      </div>
      <div className={css.who}>
        <Link className={css.back} to={`/p/${project.id}/people`}>
          {t("all")}
        </Link>
        <h1>
          <bdi>{name}</bdi>
          {person.state.map((state) => (
            <Tag key={state} color="blue">{stateOf(state)}</Tag>
          ))}
        </h1>
        <Typography.Text type="secondary" copyable={{ text: person.ids[0]?.value ?? person.id }}>
          <bdi>{person.ids[0]?.value ?? person.id}</bdi>
        </Typography.Text>
      </div>
      <dl className={css.facts}>
        {facts.map(([label, value, whole]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd title={whole}>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
