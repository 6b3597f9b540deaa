/** The title of the document: the page, the project, the product; a page may say more (`useTitle("Checkout funnel")`). */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useMatches } from "react-router";
import type { PageName } from "./page";

const PRODUCT = "UEMS";

const joined = (...parts: (string | undefined)[]) => [...parts.filter(Boolean), PRODUCT].join(" · ");

/** The shell says the page's name whenever the address changes. */
export function usePageTitle(project: string): void {
  const { t } = useTranslation("pages");
  const name = useMatches().findLast((match) => match.handle)?.handle as PageName | undefined;
  const title = joined(name && t(name), project);
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** A page with a name of its own: a report, a person. Empty = as the shell says. */
export function useTitle(own: string): void {
  useEffect(() => {
    if (!own) return;
    const before = document.title;
    document.title = joined(own, ...before.split(" · ").slice(1, -1));
    return () => {
      document.title = before;
    };
  }, [own]);
}
