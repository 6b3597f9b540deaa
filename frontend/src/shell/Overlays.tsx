/** What lies over the page when asked for by key or by button: the palette and the list of shortcuts. */
import { Modal } from "antd";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Project } from "@/session/session";
import { APPLE } from "./Header";
import css from "./Overlays.module.css";
import { address, menu } from "./page";

const Palette = lazy(() => import("./palette/Palette").then((loaded) => ({ default: loaded.Palette })));

type Shown = "" | "palette" | "shortcuts";

/** Is the person writing somewhere, so that letters are text? */
export function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** ⌘K, `?`, `[` and `g` with a letter, for the whole page. */
export function useShortcuts({ project, fold }: { project: Project; fold: () => void }) {
  const [shown, show] = useState<Shown>("");
  const navigate = useNavigate();
  const going = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        show((now) => (now === "palette" ? "" : "palette"));
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing || writing(event.target)) return;
      const page = event.timeStamp - going.current < 1200 && menu(project.rights).find((one) => one.key === event.key);
      going.current = event.key === "g" ? event.timeStamp : 0;
      if (page) void navigate(address(project.id, page));
      else if (event.key === "?") show("shortcuts");
      else if (event.key === "[") fold();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  return {
    shown,
    close: () => show(""),
    openPalette: () => show("palette"),
    openShortcuts: () => show("shortcuts"),
  };
}

export function Overlays({ shown, close, openShortcuts, project }: ReturnType<typeof useShortcuts> & { project: Project }) {
  return (
    <>
      {shown === "palette" && (
        <Suspense fallback={null}>
          <Palette open close={close} project={project} openShortcuts={openShortcuts} />
        </Suspense>
      )}
      <Shortcuts open={shown === "shortcuts"} close={close} project={project} />
    </>
  );
}

function Shortcuts({ open, close, project }: { open: boolean; close: () => void; project: Project }) {
  const { t } = useTranslation(["shell", "pages"]);
  const rows: [string[], string][] = [
    [[APPLE ? "⌘" : "Ctrl", "K"], t("keys.palette")],
    [["?"], t("keys.list")],
    [["["], t("keys.fold")],
    [["Esc"], t("keys.close")],
    ...menu(project.rights)
      .filter((page) => page.key)
      .map<[string[], string]>((page) => [["g", page.key!], t(`pages:${page.name}`)]),
  ];
  return (
    <Modal open={open} onCancel={close} footer={null} title={t("me.shortcuts")} width={420}>
      <dl className={css.keys}>
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
