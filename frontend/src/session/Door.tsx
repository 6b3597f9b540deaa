/** The page outside: a card with the mark above it and language and theme in the corner. */
import type { ReactNode } from "react";
import { LanguageSwitch, ThemeSwitch } from "@/shell/Header";
import { Logo } from "@/shell/Logo";
import { useTitle } from "@/shell/title";
import css from "./session.module.css";

export function Door({ title, lead, children, wide }: { title: string; lead?: ReactNode; children: ReactNode; wide?: boolean }) {
  useTitle(title);
  return (
    <div className={css.door}>
      <div className={css.corner}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className={wide ? css.cardWide : css.card}>
        <div className={css.mark}><Logo size={36} /><span>UEMS</span></div>
        <h1>{title}</h1>
        {lead && <p className={css.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  );
}
