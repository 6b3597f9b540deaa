/** The title of the document: the page, the project, the product; a page may say more (`useTitle("Checkout funnel")`). */
import { useEffect, useLayoutEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useMatches } from "react-router";
import type { PageName } from "./page";

const PRODUCT = "UEMS";

const joined = (...parts: (string | undefined)[]) => [...parts.filter(Boolean), PRODUCT].join(" · ");

/** The shell says the page's name whenever the address changes, before a page says its own. */
export function usePageTitle(project: string): void {
  const { t } = useTranslation("pages");
  const { pathname } = useLocation();
  const name = useMatches().findLast((match) => match.handle)?.handle as PageName | undefined;
  const title = joined(name && t(name), project);
  useLayoutEffect(() => {
    document.title = title;
  }, [title, pathname]);
}

/** A page with a name of its own: a report, a person. Empty = as the shell says. */
export function useTitle(own: string): void {
  useEffect(() => {
    if (own) document.title = joined(own, ...document.title.split(" · ").slice(1, -1));
  }, [own]);
}
