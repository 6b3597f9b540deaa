/** What the palette knows without asking: pages, actions and projects. */
import { GlobalOutlined, KeyOutlined, LogoutOutlined, MoonOutlined, QuestionCircleOutlined, ReadOutlined, SunOutlined, SwapOutlined } from "@ant-design/icons";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Project } from "@/session/session";
import { useSession } from "@/session/useProject";
import { useSignOut } from "@/session/useSignOut";
import { changeLanguage, currentLanguage } from "../language";
import { address, menu } from "../page";
import { useTheme } from "../ThemeProvider";

export interface Entry {
  id: string;
  group: "pages" | "actions" | "projects" | "reports" | "segments" | "events" | "people";
  name: string;
  note?: ReactNode;
  icon?: ReactNode;
  /** What finds it, besides nothing typed. */
  words: readonly string[];
  run: () => void;
}

export function useEntries(project: Project, openShortcuts: () => void): readonly Entry[] {
  const { t } = useTranslation("pages");
  const navigate = useNavigate();
  const actions = useActions(openShortcuts);
  const projects = useSession()?.projects;
  return useMemo(() => {
    const pages = menu(project.rights).map<Entry>((page) => ({
      id: page.path,
      group: "pages",
      name: t(page.name),
      icon: page.icon,
      note: page.key && <span><kbd>g</kbd> <kbd>{page.key}</kbd></span>,
      words: [t(page.name), page.name, page.path],
      run: () => void navigate(address(project.id, page)),
    }));
    const others = (projects ?? []).filter((one) => one.id !== project.id).map<Entry>((one) => ({
      id: one.id,
      group: "projects",
      name: one.name,
      icon: <SwapOutlined />,
      words: [one.name, one.id],
      run: () => void navigate(`/p/${one.id}/home`),
    }));
    return [...pages, ...actions, ...others];
  }, [t, navigate, project, projects, actions]);
}

function useActions(openShortcuts: () => void): readonly Entry[] {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { theme, choose } = useTheme();
  const signOut = useSignOut();
  const other = currentLanguage() === "zh" ? "en" : "zh";
  const dark = theme === "dark";
  const action = (id: string, name: string, icon: ReactNode, run: () => void, ...words: string[]): Entry => ({
    id, group: "actions", name, icon, run, words: [name, ...words],
  });
  return [
    action("language", other === "zh" ? "切换到中文" : "Switch to English", <GlobalOutlined />, () => void changeLanguage(other), "language", "语言", "chinese"),
    action("theme", dark ? t("theme.light") : t("theme.dark"), dark ? <SunOutlined /> : <MoonOutlined />, () => choose(dark ? "light" : "dark"), "theme", "主题"),
    action("account", t("me.account"), <KeyOutlined />, () => void navigate("/account"), "password", "密码"),
    action("shortcuts", t("me.shortcuts"), <QuestionCircleOutlined />, openShortcuts, "keyboard"),
    action("docs", t("me.docs"), <ReadOutlined />, () => void open("/docs", "_blank"), "api", "docs"),
    action("out", t("me.out"), <LogoutOutlined />, signOut, "sign out", "logout"),
  ];
}
