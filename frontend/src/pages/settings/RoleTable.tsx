/** What each role may do, as the server tells it. */
import { CheckOutlined, MinusOutlined } from "@ant-design/icons";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { Right } from "@/session/session";
import css from "./Settings.module.css";

const RIGHTS: readonly Right[] = ["read", "export", "analyse", "operate", "people", "see_personal", "manage", "own"];

export function RoleTable({ roles }: { roles: readonly Schemas["RoleBody"][] }) {
  const { t } = useTranslation(["settings", "shell"]);
  return (
    <section className={css.panel}>
      <h2>{t("roles.title")}</h2>
      <p>{t("roles.why")}</p>
      <div className={css.scroll} role="region" tabIndex={0} aria-label={t("roles.title")}>
        <Table<Schemas["RoleBody"]>
          size="middle"
          rowKey="role"
          pagination={false}
          dataSource={[...roles].reverse()}
          columns={[
            { title: t("members.role"), width: 190, render: (_, one) => <>{t(`shell:role.${one.role}`)}<div className={css.dim}>{t(`roles.${one.role}`)}</div></> },
            ...RIGHTS.map((right) => ({
              title: t(`right.${right}`),
              align: "center" as const,
              render: (_: unknown, one: Schemas["RoleBody"]) =>
                one.rights.includes(right) ? <CheckOutlined className={css.yes} aria-label={t("roles.may")} /> : <MinusOutlined className={css.no} aria-label={t("roles.mayNot")} />,
            })),
          ]}
        />
      </div>
    </section>
  );
}
