/** What is known of a person at a glance: properties, state, tags, segments, and what they did last. */
import { Card, Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useProject } from "@/session/useProject";
import { useStateWord } from "@/shared/lifecycle";
import type { Person } from "@/shared/person";
import { useFormat } from "@/shared/useFormat";
import css from "./Profile.module.css";
import { Properties } from "./Properties";
import { Sessions } from "./Sessions";
import { tagsOf, type TagValue } from "./standing";

export function Overview({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  return (
    <div className={css.columns}>
      <Properties person={person} />
      <div className={css.about}>
        <Standing person={person} />
        <Card size="small" title={t("latest")} extra={<Link to="?tab=timeline" replace>{t("wholeTimeline")}</Link>}>
          <Sessions person={person} most={5} />
        </Card>
      </div>
    </div>
  );
}

function Standing({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const project = useProject();
  const stateOf = useStateWord();
  const tags = tagsOf(person);
  return (
    <Card size="small">
      <dl className={css.standing}>
        <dt>{t("state")}</dt>
        <dd>{person.state.length ? person.state.map((code) => <Tag key={code} color="blue">{stateOf(code)}</Tag>) : <span className={css.none}>{t("noState")}</span>}</dd>
        <dt>{t("tags")}</dt>
        <dd>{tags.length ? tags.map((tag) => <TagShown key={tag.id} tag={tag} />) : <span className={css.none}>{t("noTags")}</span>}</dd>
        <dt>{t("segments")}</dt>
        <dd>
          {person.segments.map((one) => (
            <Tag key={one.id}><Link to={`/p/${project.id}/segments/${one.id}`}><bdi>{one.name}</bdi></Link></Tag>
          ))}
          {person.segments.length === 0 && <span className={css.none}>{t("noSegments")}</span>}
        </dd>
      </dl>
    </Card>
  );
}

function TagShown({ tag }: { tag: TagValue }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const told = [tag.confidence !== undefined && t("confidence", { share: format.percent(tag.confidence) }), tag.base && t("asOf", { date: format.day(tag.base) })];
  return (
    <Tooltip title={told.filter(Boolean).join(" · ")}>
      <Tag><bdi>{tag.name}</bdi>: <bdi>{typeof tag.value === "string" ? tag.value : JSON.stringify(tag.value)}</bdi></Tag>
    </Tooltip>
  );
}
