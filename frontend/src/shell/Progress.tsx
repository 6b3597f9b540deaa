/** How far the project is, pinned in the header until everything is done. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Project } from "@/session/session";
import css from "./Progress.module.css";
import { STEPS, useSteps } from "./useProgress";

export function Progress({ project }: { project: Project }) {
  const { t } = useTranslation("shell");
  const state = useSteps();
  if (!state) return null;
  const count = STEPS.filter((step) => state[step]).length;
  if (count === STEPS.length) return null;
  const shown = `${count}/${STEPS.length}`;
  const told = t("progress.label", { done: count, all: STEPS.length });
  return (
    <Link to={`/p/${project.id}/start`} className={css.pill} title={told} aria-label={`${t("progress.text")} ${shown}`}>
      <Ring share={count / STEPS.length} />
      <span className={css.text}>{t("progress.text")}</span> <span>{shown}</span>
    </Link>
  );
}

export function Ring({ share, size = 16 }: { share: number; size?: number }) {
  const around = 2 * Math.PI * 6;
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden>
      <circle cx="8" cy="8" r="6" fill="none" stroke="var(--line)" strokeWidth="2.5" />
      <circle cx="8" cy="8" r="6" fill="none" stroke="var(--link)" strokeWidth="2.5" strokeLinecap="round" strokeDasharray={`${share * around} ${around}`} transform="rotate(-90 8 8)" />
    </svg>
  );
}
