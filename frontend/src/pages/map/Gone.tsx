/** The map that was asked for is gone; the project's first one is a press away. */
import { CompassOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useProject } from "@/session/useProject";
import { Empty } from "@/shared/states";
import css from "./Map.module.css";

export function Gone({ title, to }: { title: string; to: string }) {
  const { t } = useTranslation("maps");
  const { id } = useProject();
  return (
    <>
      <header className={css.title}><h1>{title}</h1></header>
      <section className={css.card}>
        <Empty icon={<CompassOutlined />} title={t("gone")} action={<Link to={`/p/${id}/${to}`}><Button type="primary">{t("toFirst")}</Button></Link>}>{t("goneWhy")}</Empty>
      </section>
    </>
  );
}
