/** The companies, families and stores that a person belongs to. */
import { ApartmentOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Card, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import type { Person } from "@/shared/person";
import { Empty, Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { titleOf } from "../groups/Groups";
import css from "./Profile.module.css";

export function Groups({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const project = useProject();
  const format = useFormat();
  const asked = useQuery({
    queryKey: ["person", project.id, person.id, "groups"],
    queryFn: () => answered(api.GET("/api/persons/{id}/groups", { params: { path: { id: person.id } } })),
  });
  if (asked.isPending) return <Loading rows={3} />;
  if (asked.isError) return <Failed small error={asked.error} retry={() => void asked.refetch()} />;
  return (
    <Card size="small">
      {asked.data.items.length === 0 && <Empty small icon={<ApartmentOutlined />} title={t("noGroups")}>{t("noGroupsWhy")}</Empty>}
      <ul className={css.list}>
        {asked.data.items.map((one) => (
          <li key={`${one.type} ${one.id}`} className={css.group}>
            <Tag><bdi>{one.type}</bdi></Tag>
            <Link to={`/p/${project.id}/groups/${encodeURIComponent(one.type)}/${encodeURIComponent(one.id)}`}><bdi>{titleOf(one)}</bdi></Link>
            <span className={css.none} title={format.at(one.last_seen)}>
              {t("groupEvents", { count: one.events, shown: format.number(one.events) })} · {t("lastIn", { when: format.ago(one.last_seen) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
