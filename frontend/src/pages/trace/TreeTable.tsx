/** A tree of word of mouth as a table: each person under whoever brought them, with what they led to. */
import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { nameOf } from "@/shared/person";
import { useFormat } from "@/shared/useFormat";
import { branches, type Branch } from "./branches";
import { Who } from "./Waterfall";

interface Props {
  nodes: readonly Schemas["TreeNode"][];
  /** Opens the tree of a person. */
  onPerson?: (id: string) => void;
}

export function TreeTable({ nodes, onPerson }: Props) {
  const { t } = useTranslation("trace");
  const format = useFormat();
  return (
    <Table<Branch>
      rowKey="place"
      size="small"
      pagination={false}
      scroll={{ x: 720 }}
      expandable={{ defaultExpandAllRows: nodes.length <= 60 }}
      dataSource={branches(nodes)}
      columns={[
        { title: t("person"), render: (_, { node }) => <Who person={node.person} /> },
        { title: t("generation"), align: "right", width: 80, render: (_, { node }) => format.number(node.generation) },
        { title: t("at"), width: 170, render: (_, { node }) => (node.at ? format.at(node.at) : "—") },
        { title: t("guests"), align: "right", width: 90, render: (_, { node }) => format.number(node.guests) },
        { title: t("below"), align: "right", width: 90, render: (_, { node }) => format.number(node.below) },
        { title: t("own"), align: "right", width: 110, render: (_, { node }) => format.money(node.paid) },
        { title: t("belowPaid"), align: "right", width: 120, render: (_, { node }) => <strong>{format.money(node.below_paid)}</strong> },
        ...(onPerson ? [{ title: "", width: 80, render: (_: unknown, { node: { person } }: Branch) => person && <Button size="small" aria-label={t("treeOf", { name: nameOf(person) })} onClick={() => onPerson(person.id)}>{t("tree")}</Button> }] : []),
      ]}
    />
  );
}
