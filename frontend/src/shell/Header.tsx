/** The bar above every page: where one is, the way to everything, and the person. */
import { KeyOutlined, LogoutOutlined, MenuOutlined, MoonOutlined, QuestionCircleOutlined, ReadOutlined, SearchOutlined, SunOutlined } from "@ant-design/icons";
import { Button, Dropdown, Segmented, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Project } from "@/session/session";
import { useSession } from "@/session/useProject";
import { useSignOut } from "@/session/useSignOut";
import css from "./Header.module.css";
import { changeLanguage, currentLanguage, type Language } from "./language";
import { Progress } from "./Progress";
import { ProjectSwitcher } from "./ProjectSwitcher";
import { useTheme } from "./ThemeProvider";

interface Props {
  project: Project;
  phone: boolean;
  openMenu: () => void;
  openPalette: () => void;
  openShortcuts: () => void;
}

export const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

export function Header({ project, phone, openMenu, openPalette, openShortcuts }: Props) {
  const { t } = useTranslation("shell");
  return (
    <header className={css.header}>
      {phone && <Button type="text" icon={<MenuOutlined />} onClick={openMenu} aria-label={t("nav.open")} />}
      <ProjectSwitcher project={project} />
      {phone ? (
        <Button type="text" icon={<SearchOutlined />} onClick={openPalette} aria-label={t("search")} className={css.push} />
      ) : (
        <button type="button" className={css.search} onClick={openPalette} aria-keyshortcuts={APPLE ? "Meta+K" : "Control+K"}>
          <SearchOutlined />
          <span>{t("search")}</span>
          <kbd>{APPLE ? "⌘ K" : "Ctrl K"}</kbd>
        </button>
      )}
      <div className={css.end}>
        <Progress project={project} />
        {!phone && <LanguageSwitch />}
        <ThemeSwitch />
        <Me phone={phone} openShortcuts={openShortcuts} />
      </div>
    </header>
  );
}

export function LanguageSwitch() {
  const { t } = useTranslation("shell");
  return (
    <Segmented<Language>
      size="small"
      aria-label={t("language")}
      value={currentLanguage()}
      onChange={(next) => void changeLanguage(next)}
      options={[
        { value: "zh", label: <span lang="zh">中文</span> },
        { value: "en", label: <span lang="en">EN</span> },
      ]}
    />
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation("shell");
  const { theme, choose } = useTheme();
  const name = theme === "dark" ? t("theme.light") : t("theme.dark");
  return (
    <Tooltip title={name} mouseEnterDelay={0.4}>
      <Button type="text" icon={theme === "dark" ? <SunOutlined /> : <MoonOutlined />} aria-label={name} onClick={() => choose(theme === "dark" ? "light" : "dark")} />
    </Tooltip>
  );
}

function Me({ phone, openShortcuts }: { phone: boolean; openShortcuts: () => void }) {
  const { t } = useTranslation("shell");
  const account = useSession()?.account;
  const navigate = useNavigate();
  const signOut = useSignOut();
  const name = account?.name || account?.email || "";
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: "who",
            type: "group",
            label: (
              <div className={css.who}>
                <b dir="auto">{name}</b>
                <span>{account?.email}</span>
              </div>
            ),
          },
          { type: "divider" },
          { key: "account", icon: <KeyOutlined />, label: t("me.account"), onClick: () => navigate("/account") },
          ...(phone ? [{ key: "language", label: <LanguageSwitch /> }] : []),
          { key: "shortcuts", icon: <QuestionCircleOutlined />, label: t("me.shortcuts"), extra: <kbd>?</kbd>, onClick: openShortcuts },
          { key: "docs", icon: <ReadOutlined />, label: <a href="/docs" target="_blank" rel="noreferrer">{t("me.docs")}</a> },
          { type: "divider" },
          { key: "out", icon: <LogoutOutlined />, label: t("me.out"), onClick: signOut },
        ],
      }}
    >
      <button type="button" className={css.me} aria-label={t("me.label", { name })}>
        {[...name][0]?.toUpperCase()}
      </button>
    </Dropdown>
  );
}
