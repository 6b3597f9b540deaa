/** Settings of a project: its name and money, its keys, its members, its privacy. */
import { Alert } from "antd";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useParams } from "react-router";
import { useMay, useProject } from "@/session/useProject";
import { NotFound } from "@/shell/NotFound";
import { useTitle } from "@/shell/title";
import { Keys } from "./Keys";
import { Members } from "./Members";
import { Privacy } from "./Privacy";
import { ProjectSettings } from "./ProjectSettings";
import css from "./Settings.module.css";

const SECTIONS = { project: ProjectSettings, keys: Keys, members: Members, privacy: Privacy } satisfies Record<string, ComponentType>;
type Section = keyof typeof SECTIONS;

export default function Settings() {
  const { t } = useTranslation(["settings", "pages", "shell"]);
  const { section } = useParams();
  const project = useProject();
  const may = useMay();
  const known = section !== undefined && section in SECTIONS ? (section as Section) : undefined;
  useTitle(known ? t(`section.${known}`) : "");
  if (!known) return <NotFound />;
  const Shown = SECTIONS[known];
  return (
    <div className={css.settings}>
      <h1>{t("pages:settings")}</h1>
      <nav className={css.sections} aria-label={t("pages:settings")}>
        {(Object.keys(SECTIONS) as Section[]).map((one) => (
          <NavLink key={one} to={`/p/${project.id}/settings/${one}`} className={({ isActive }) => (isActive ? css.here : css.there)}>
            {t(`section.${one}`)}
          </NavLink>
        ))}
      </nav>
      <div className={css.content}>
        {!may("manage") && <Alert type="info" showIcon title={t("readOnly", { role: t(`shell:role.${project.role}`) })} />}
        <Shown />
      </div>
    </div>
  );
}
