/** The menu: pages in groups named by verbs; wide with names, narrow with icons. */
import { DownOutlined, MenuFoldOutlined, MenuUnfoldOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { Project } from "@/session/session";
import { useKept } from "./kept";
import { Logo } from "./Logo";
import css from "./Navigation.module.css";
import { address, type Group, GROUPS, menu, type Page } from "./page";

interface Props {
  project: Project;
  /** Icons only. */
  narrow: boolean;
  /** Makes it narrow or wide; absent where the window decides. */
  fold?: () => void;
  /** After a page was chosen: the drawer closes. */
  onChoose?: () => void;
}

export function Navigation({ project, narrow, fold, onChoose }: Props) {
  const { t } = useTranslation("shell");
  const shown = menu(project.rights);
  return (
    <div className={narrow ? css.narrow : css.wide}>
      <Link className={css.brand} to={`/p/${project.id}/home`} onClick={onChoose} aria-label={t("nav.brand")}>
        <Logo />
        {!narrow && <span>UEMS</span>}
      </Link>
      <nav className={css.list} aria-label={t("nav.label")}>
        {GROUPS.filter((group) => shown.some((page) => page.group === group)).map((group) => (
          <Section
            key={group}
            group={group}
            pages={shown.filter((page) => page.group === group)}
            {...{ project, narrow, onChoose }}
          />
        ))}
      </nav>
      {fold && (
        <button type="button" className={css.fold} onClick={fold} aria-expanded={!narrow} title={`${t("nav.fold")} [`}>
          {narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
          {narrow ? <span className="hidden">{t("nav.unfold")}</span> : <span>{t("nav.fold")}</span>}
        </button>
      )}
    </div>
  );
}

function Section({ group, pages, project, narrow, onChoose }: Omit<Props, "fold"> & { group: Group; pages: readonly Page[] }) {
  const { t } = useTranslation("shell");
  const [closed, keep] = useKept("nav.closed", "");
  const names = closed.split(",").filter(Boolean);
  const named = group !== "top" && group !== "bottom";
  const open = narrow || !named || !names.includes(group);
  const toggle = () => keep((open ? [...names, group] : names.filter((name) => name !== group)).join(","));
  const list = `nav-${group}`;
  return (
    <div className={css[group]}>
      {named && !narrow && (
        <button type="button" className={css.group} aria-expanded={open} aria-controls={list} onClick={toggle}>
          {t(`nav.${group}`)}
          <DownOutlined className={open ? css.open : css.shut} />
        </button>
      )}
      <ul id={list} hidden={!open}>
        {pages.map((page) => (
          <li key={page.path}>
            <Item page={page} {...{ project, narrow, onChoose }} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Item({ page, project, narrow, onChoose }: Omit<Props, "fold"> & { page: Page }) {
  const { t } = useTranslation("pages");
  const name = t(page.name);
  const { pathname } = useLocation();
  const root = `/p/${project.id}/${page.path.split("/:")[0]}`;
  const here = pathname === root || pathname.startsWith(`${root}/`);
  const link = (
    <Link
      to={address(project.id, page)}
      className={here ? css.here : css.item}
      onClick={onChoose}
      aria-current={here ? "page" : undefined}
      aria-label={narrow ? name : undefined}
    >
      {page.icon}
      {!narrow && <span className={css.name}>{name}</span>}
    </Link>
  );
  return narrow ? (
    <Tooltip title={name} placement="right" mouseEnterDelay={0.2}>
      {link}
    </Tooltip>
  ) : (
    link
  );
}
