/** All kinds of questions side by side: another kind begins with the range, the people and the first event of this one. */
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router";
import { useProject } from "@/session/useProject";
import { linkTo, readQuery } from "@/shared/urlState";
import { pages } from "@/shell/page";
import { begun, carried, EXPLORED } from "./kinds";
import style from "./Explorer.module.css";

export function Explorer({ body }: { body: object | undefined }) {
  const { t } = useTranslation("report");
  const { t: named } = useTranslation("pages");
  const { id } = useProject();
  const { pathname, search } = useLocation();
  const held = readQuery(useSearchParams()[0].get("q"), (value) => value as object).query ?? body;
  return (
    <nav className={style.kinds} aria-label={t("kinds")}>
      {EXPLORED.flatMap((path) => {
        const page = pages.find((each) => each.path === path);
        if (!page) return [];
        const root = `/p/${id}/${path}`;
        const here = pathname === root;
        return (
          <Link key={path} to={here ? root + search : linkTo(root, begun(path, carried(held)))} className={style.kind} aria-current={here ? "page" : undefined}>
            {page.icon} {named(page.name)}
          </Link>
        );
      })}
    </nav>
  );
}
