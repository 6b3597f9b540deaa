/** The frame of every page of a project: menu, header, and the page itself. */
import { Drawer } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation, useNavigation } from "react-router";
import { useProject } from "@/session/useProject";
import { PeopleDrawer } from "@/shared/PeopleDrawer";
import { Header } from "./Header";
import { useKept } from "./kept";
import { Navigation } from "./Navigation";
import { Overlays, useShortcuts } from "./Overlays";
import css from "./Shell.module.css";
import { usePageTitle } from "./title";
import { useWidth } from "./width";

export function Shell() {
  const { t } = useTranslation("shell");
  const project = useProject();
  const width = useWidth();
  const [fold, keepFold] = useKept("nav.narrow", "");
  const [drawer, setDrawer] = useState(false);
  const narrow = width !== "wide" || fold === "yes";
  const toggle = () => keepFold(fold === "yes" ? "" : "yes");
  const overlays = useShortcuts({ project, fold: toggle });
  const main = useRef<HTMLElement>(null);
  usePageTitle(project.name);
  useFocusOnArrival(main);
  return (
    <div className={css.frame}>
      <a className="skip" href="#main">{t("skip")}</a>
      {width !== "phone" && (
        <aside className={narrow ? css.asideNarrow : css.aside}>
          <Navigation project={project} narrow={narrow} fold={width === "wide" ? toggle : undefined} />
        </aside>
      )}
      <div className={css.column}>
        <Header project={project} phone={width === "phone"} openMenu={() => setDrawer(true)} openPalette={overlays.openPalette} openShortcuts={overlays.openShortcuts} />
        <Arriving />
        <main id="main" ref={main} tabIndex={-1} className={css.main}>
          <Outlet />
        </main>
      </div>
      {width === "phone" && (
        <Drawer placement="left" size={260} open={drawer} onClose={() => setDrawer(false)} title={null} closable={false} styles={{ body: { padding: 0 } }} aria-label={t("nav.label")}>
          <Navigation project={project} narrow={false} onChoose={() => setDrawer(false)} />
        </Drawer>
      )}
      <PeopleDrawer />
      <Overlays {...overlays} project={project} />
    </div>
  );
}

/** A thin line while the next page loads. */
function Arriving() {
  const { state } = useNavigation();
  return state === "loading" ? <div className={css.arriving} aria-hidden /> : null;
}

/** A new page is read from its top, by eyes and by screen readers. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [pathname, main]);
}
