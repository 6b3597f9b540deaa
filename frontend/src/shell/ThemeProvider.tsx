/** Light or dark for every part below, as antd tokens and as our own CSS variables (`--page`, `--line`, …). */
import { App, ConfigProvider, theme as antd } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { still } from "./motion";
import { dark, FONT, light, MONO, type Palette } from "./tokens";

export type Theme = "light" | "dark";

const KEPT = "uems.theme";
const Chosen = createContext<{ theme: Theme; palette: Palette; choose: (theme: Theme) => void }>(null!);

export const useTheme = () => useContext(Chosen);

function wished(): Theme {
  const kept = localStorage.getItem(KEPT);
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState(wished);
  const { i18n } = useTranslation();
  const palette = theme === "dark" ? dark : light;
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.style.colorScheme = theme;
    root.style.setProperty("--mono", MONO);
    for (const [name, value] of Object.entries(palette))
      if (typeof value === "string") root.style.setProperty(`--${name}`, value);
  }, [theme, palette]);
  useEffect(() => {
    const follow = (event: StorageEvent) => event.key === KEPT && setTheme(wished());
    addEventListener("storage", follow);
    return () => removeEventListener("storage", follow);
  }, []);
  const chosen = useMemo(
    () => ({
      theme,
      palette,
      choose: (next: Theme) => {
        localStorage.setItem(KEPT, next);
        setTheme(next);
      },
    }),
    [theme, palette],
  );
  return (
    <Chosen value={chosen}>
      <ConfigProvider
        locale={i18n.language === "zh" ? zhCN : enUS}
        theme={config(theme, palette)}
        button={{ autoInsertSpace: false }}
      >
        <App>{children}</App>
      </ConfigProvider>
    </Chosen>
  );
}

/** Behind what is good or bad: Ant Design would take them from the dark text colours, and come out muddy. */
const GROUNDS = {
  colorSuccessBg: "#E6F4EE",
  colorSuccessBorder: "#A8D5C3",
  colorWarningBg: "#FFF5DC",
  colorWarningBgHover: "#FFEDC2",
  colorWarningBorder: "#EACB8B",
};

function config(theme: Theme, palette: Palette) {
  return {
    cssVar: { prefix: "uems", key: "uems" },
    hashed: false,
    // Not the compact algorithm: it takes the type below 13 px. Spaces are narrowed by the step of their scale.
    algorithm: theme === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      motion: !still(),
      fontFamily: FONT,
      fontFamilyCode: MONO,
      fontSize: 13,
      sizeStep: 3,
      lineHeight: 1.54,
      borderRadius: 6,
      borderRadiusLG: 8,
      controlHeight: 30,
      controlHeightSM: 26,
      colorPrimary: palette.brand,
      colorLink: palette.link,
      colorBgLayout: palette.page,
      colorBgContainer: palette.card,
      colorBgElevated: palette.raised,
      colorBorder: theme === "dark" ? "#36404C" : "#D3D9E0",
      colorBorderSecondary: palette.line,
      colorText: palette.text,
      colorTextSecondary: palette.secondary,
      colorTextTertiary: palette.label,
      colorTextPlaceholder: palette.label,
      colorSuccess: palette.better,
      colorError: theme === "dark" ? "#F0808C" : "#B42318",
      colorWarning: theme === "dark" ? "#F2B84B" : "#8F5A00",
      ...(theme === "light" && GROUNDS),
      boxShadowTertiary: "none",
      colorLinkHover: palette.link,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500, defaultHoverColor: palette.link, defaultHoverBorderColor: palette.link, defaultActiveColor: palette.link },
      Card: { headerFontSize: 13.5, headerHeight: 42, headerHeightSM: 38, bodyPadding: 16 },
      Segmented: { trackBg: palette.page, itemSelectedBg: palette.raised, trackPadding: 2 },
      Table: { headerBg: "transparent", headerColor: palette.secondary, headerSplitColor: "transparent", cellPaddingBlockMD: 7 },
      Tooltip: { colorBgSpotlight: theme === "dark" ? "#2A323C" : "#1B2430" },
      Modal: { titleFontSize: 15 },
      Tabs: { itemSelectedColor: palette.link, itemHoverColor: palette.link, inkBarColor: palette.link },
    },
  };
}
