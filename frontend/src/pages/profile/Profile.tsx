/** One person, whole: who they are, what is known of them, and everything they did. */
import { useQuery } from "@tanstack/react-query";
import { Card, Segmented, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { Identity } from "./Identity";
import { nameOf, type Person, personKey } from "@/shared/person";
import { Privacy } from "./Privacy";
import { Properties } from "./Properties";
import css from "./Profile.module.css";
import { Timeline } from "./Timeline";

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
  const [side, setSide] = useState<"timeline" | "about">("timeline");
  return (
    <div className={css.page}>
      <Head person={person} />
      <Segmented
        className={css.narrow}
        block
        value={side}
        onChange={setSide}
        options={[
          { value: "timeline", label: t("timeline") },
          { value: "about", label: t("about") },
        ]}
      />
      <div className={css.columns} data-side={side}>
        <div className={css.about}>
          <Properties person={person} />
          <Identity person={person} />
          <Privacy person={person} />
        </div>
        <Timeline person={person} />
      </div>
    </div>
  );
}

function Head({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const project = useProject();
  const format = useFormat();
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
            <Tag key={state}>{state}</Tag>
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
