/** All tags: their tree, how good and how fresh each is, and the factory that makes new ones. */
import { PlusOutlined, TagsOutlined } from "@ant-design/icons";
import { Button, Card, Select, Tag, Tree } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay, useProject } from "@/session/useProject";
import { SearchedTable } from "@/shared/SearchedTable";
import { Empty, Failed } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { TagDrawer } from "./TagDrawer";
import css from "./Tags.module.css";
import { type Folder, treeOf, within } from "./tree";
import { type Entry, useKinds, useTags } from "./useTags";

export const FAMILIES = ["behaviour", "attribute", "psychological", "predicted"] as const;
export const COLOURS: Record<Entry["status"], string | undefined> = { draft: undefined, review: "warning", published: "success", retired: undefined };

export default function Tags() {
  const { t } = useTranslation("tags");
  const may = useMay();
  const asked = useTags();
  const [folder, setFolder] = useState("");
  const [making, setMaking] = useState(false);
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />;
  const tags = asked.data ?? [];
  const make = may("analyse") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t("new")}</Button>;
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <span className={css.space} />
        {make}
      </header>
      {asked.data?.length === 0 ? (
        <Card size="small">
          <Empty icon={<TagsOutlined />} title={t("none")} action={make}>{t("noneWhy")}</Empty>
        </Card>
      ) : (
        <div className={css.columns}>
          <Folders tags={tags} folder={folder} onChange={setFolder} />
          <List tags={tags.filter((one) => within(folder, one))} busy={asked.isPending} />
        </div>
      )}
      {making && <TagDrawer close={() => setMaking(false)} />}
    </div>
  );
}

interface Node {
  key: string;
  title: ReactNode;
  children: Node[];
}

const node = ({ key, title, count, children }: Folder): Node => ({
  key,
  title: <><bdi>{title}</bdi><span className={css.count}>{count}</span></>,
  children: children.map(node),
});

function Folders({ tags, folder, onChange }: { tags: readonly Entry[]; folder: string; onChange: (folder: string) => void }) {
  const { t } = useTranslation("tags");
  return (
    <Card size="small" title={t("tree")}>
      <Tree
        blockNode
        defaultExpandAll
        key={tags.length}
        selectedKeys={[folder]}
        treeData={[node({ key: "", title: t("all"), count: tags.length, children: treeOf(tags) })]}
        onSelect={([key]) => onChange(key === undefined ? "" : String(key))}
      />
    </Card>
  );
}

function List({ tags, busy }: { tags: Entry[]; busy: boolean }) {
  const { t } = useTranslation("tags");
  const project = useProject();
  const format = useFormat();
  const kinds = useKinds().data ?? [];
  const [family, setFamily] = useState<string>();
  const share = (part: number, whole: number) => (whole ? format.percent(part / whole) : "–");
  return (
    <Card size="small">
      <SearchedTable<Entry>
        rowKey="id"
        rows={tags.filter((one) => !family || one.family === family)}
        text={(one) => `${one.name} ${one.id} ${one.description}`}
        label={t("search")}
        busy={busy}
        columns={[
          {
            title: t("tag"),
            width: 360,
            render: (_, one) => (
              <div className={css.what}>
                <Link to={`/p/${project.id}/tags/${one.id}`}><bdi>{one.name}</bdi></Link>
                <small>{one.description || one.id}</small>
              </div>
            ),
          },
          { title: t("kind"), render: (_, one) => kinds.find((kind) => kind.name === one.kind)?.title ?? one.kind },
          { title: t("family"), render: (_, one) => t(`families.${one.family}`) },
          { title: t("status"), render: (_, one) => <Tag color={COLOURS[one.status]}>{t(`statuses.${one.status}`)}</Tag> },
          { title: t("coverage"), align: "right", render: (_, one) => (one.run ? share(one.run.people, one.run.everybody) : "–"), sorter: (a, b) => (a.run?.people ?? 0) - (b.run?.people ?? 0) },
          { title: t("flips"), align: "right", render: (_, one) => (one.run ? share(one.run.flipped, one.run.kept) : "–") },
          { title: t("base"), render: (_, one) => (one.run ? format.day(one.run.base) : "–") },
          { title: t("owner"), render: (_, one) => <bdi>{one.owner || "–"}</bdi> },
        ]}
      >
        <Select
          allowClear
          style={{ minWidth: 140 }}
          value={family}
          onChange={setFamily}
          placeholder={t("family")}
          aria-label={t("family")}
          options={FAMILIES.map((value) => ({ value, label: t(`families.${value}`) }))}
        />
      </SearchedTable>
    </Card>
  );
}
