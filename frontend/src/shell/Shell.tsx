/** The frame of every page: menu, header, and the page itself. */
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useParams } from "react-router";
import { pages } from "./page";

export function Shell() {
  const { project } = useParams();
  const { t } = useTranslation("pages");
  return (
    <div style={{ display: "flex" }}>
      <nav>
        {pages.filter((page) => page.group).map((page) => (
          <NavLink key={page.path} to={`/p/${project}/${page.path}`}>
            {t(page.name as never)}
          </NavLink>
        ))}
      </nav>
      <main>
        <Outlet />
      </main>
    </div>
  );
}
