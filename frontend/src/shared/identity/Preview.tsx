/** What a merge or a split would do, before it is done: people, what becomes of each property and why, segments. */
import { ArrowRightOutlined } from "@ant-design/icons";
import { Table, Tag, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { nameOf, type Person } from "../person";
import { useFormat } from "../useFormat";
import css from "./identity.module.css";

type Fate = Schemas["FateBody"];

export function Preview({ found }: { found: Schemas["MergePreview"] }) {
  const { t } = useTranslation("identity");
  return (
    <div className={css.preview}>
      <div className={css.people}>
        <People people={found.before} label={t("before")} />
        <ArrowRightOutlined className={css.arrow} aria-hidden />
        <People people={found.after} label={t("after")} />
      </div>
      {found.properties.length > 0 && <Fates found={found} />}
      <Segments found={found} />
    </div>
  );
}

function People({ people, label }: { people: Person[]; label: string }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  return (
    <ul aria-label={label}>
      {people.map((one) => (
        <li key={one.id} className={css.person}>
          <strong><bdi>{nameOf(one)}</bdi></strong>
          <small>
            <bdi>{one.ids.map((id) => id.value).join(" · ")}</bdi>
            <br />
            {t("events", { count: one.events, shown: format.number(one.events) })}
          </small>
        </li>
      ))}
    </ul>
  );
}

const told = (value: unknown): string => (value === null || value === undefined ? "—" : typeof value === "string" ? value : JSON.stringify(value));

/** What changes is read first; what all have alike last. */
const INTEREST: Record<Fate["rule"], number> = { latest: 0, first: 0, sum: 0, joined: 0, removed: 0, only: 1, same: 2 };

function Fates({ found }: { found: Schemas["MergePreview"] }) {
  const { t } = useTranslation("identity");
  const columns: TableColumnsType<Fate> = [
    { title: t("property"), dataIndex: "name", render: (name: string) => <bdi>{name}</bdi> },
    ...found.before.map((person, n) => ({
      title: <bdi>{nameOf(person)}</bdi>,
      key: person.id,
      render: (_: unknown, one: Fate) => <bdi className={one.of === person.id ? `${css.value} ${css.kept}` : css.value}>{told(one.before[n])}</bdi>,
    })),
    { title: t("after"), key: "after", render: (_, one) => <bdi className={`${css.value} ${css.kept}`}>{told(one.after)}</bdi> },
    { title: t("rule"), dataIndex: "rule", render: (rule: Fate["rule"]) => <span className={css.quiet}>{t(`rules.${rule}`)}</span> },
  ];
  const rows = [...found.properties].sort((a, b) => INTEREST[a.rule] - INTEREST[b.rule] || a.name.localeCompare(b.name));
  return <Table<Fate> rowKey="name" size="small" columns={columns} dataSource={rows} pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }} scroll={{ x: "max-content" }} />;
}

function Segments({ found }: { found: Schemas["MergePreview"] }) {
  const { t } = useTranslation("identity");
  if (found.segments === null) return <p className={css.quiet}>{t("tooMany")}</p>;
  const moved = found.segments.flatMap((one) => {
    const moves = mark(one);
    return moves ? [{ segment: one.segment, moves }] : [];
  });
  if (moved.length === 0) return null;
  return (
    <div>
      <p className={css.title}>{t("segments")}</p>
      <ul className={css.segments}>
        {moved.map((one) => (
          <li key={one.segment.id}>
            <Tag color={one.moves === "enters" ? "blue" : undefined}>{t(`moves.${one.moves}`)} <bdi>{one.segment.name}</bdi></Tag>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Mark = "enters" | "leaves" | "later";

/** Whether somebody newly is in the segment, or somebody no more; undefined = neither. */
export function mark({ before, after }: Pick<Schemas["MembershipBody"], "before" | "after">): Mark | undefined {
  if (after.includes(null)) return "later";
  const was = before.includes(true);
  if (!was && after.includes(true)) return "enters";
  return was && after.includes(false) ? "leaves" : undefined;
}
