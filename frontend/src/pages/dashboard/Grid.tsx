/** The grid: tiles where they stand, moved and sized by mouse, finger or keyboard. */
import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./Dashboard.module.css";
import { COLUMNS, GAP, movedBy, ROW, sizedBy, stepped } from "./layout";
import type { Tile } from "./useDashboard";

/** What moves a tile: spread on the element that is its grip. */
export interface Handles {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

interface Props {
  tiles: Tile[];
  /** Absent = nothing can be moved. */
  onChange?: (tiles: Tile[]) => void;
  children: (tile: Tile, handles: Handles | undefined) => ReactNode;
}

type Pull = (tiles: Tile[], id: string, dx: number, dy: number) => Tile[];

export function Grid({ tiles, onChange, children }: Props) {
  const { t } = useTranslation("dashboards");
  const grid = useRef<HTMLDivElement>(null);
  const [pulled, setPulled] = useState<{ id: string; tiles: Tile[] }>();
  const [said, setSaid] = useState("");
  const shown = pulled?.tiles ?? tiles;
  const turn = new Map([...shown].sort((a, b) => a.y - b.y || a.x - b.x).map((one, n) => [one.id, n]));

  const pull = (id: string, by: Pull) => (event: PointerEvent<HTMLElement>) => {
    if (!onChange || event.button !== 0 || !grid.current) return;
    event.preventDefault();
    const grip = event.currentTarget;
    grip.setPointerCapture(event.pointerId);
    const column = (grid.current.clientWidth + GAP) / COLUMNS;
    const { clientX: x, clientY: y } = event;
    const scrolled = scrollY;
    let now = tiles;
    const move = (next: globalThis.PointerEvent) => {
      now = by(tiles, id, Math.round((next.clientX - x) / column), Math.round((next.clientY - y + scrollY - scrolled) / (ROW + GAP)));
      setPulled({ id, tiles: now });
    };
    const end = () => {
      grip.removeEventListener("pointermove", move);
      grip.removeEventListener("pointerup", end);
      grip.removeEventListener("pointercancel", end);
      setPulled(undefined);
      onChange(now);
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
  };

  const keys = (id: string) => (event: KeyboardEvent<HTMLElement>) => {
    if (!onChange || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const [dw, dh] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]!;
    const next = event.shiftKey ? sizedBy(tiles, id, dw!, dh!) : stepped(tiles, id, event.key);
    const { x, y, w, h } = next.find((one) => one.id === id)!;
    setSaid(t("stands", { x: x + 1, y: y + 1, w, h }));
    onChange(next);
  };

  return (
    <>
      <div className={css.grid} ref={grid} role="list" aria-label={t("tiles")}>
        {shown.map((tile) => (
          <article
            key={tile.id}
            role="listitem"
            className={css.place}
            data-moving={pulled?.id === tile.id}
            style={{ "--x": tile.x, "--y": tile.y, "--w": tile.w, "--h": tile.h, "--turn": turn.get(tile.id) } as CSSProperties}
          >
            {children(tile, onChange && { onPointerDown: pull(tile.id, movedBy), onKeyDown: keys(tile.id) })}
            {onChange && <button type="button" tabIndex={-1} className={css.corner} aria-label={t("size")} onPointerDown={pull(tile.id, sizedBy)} />}
          </article>
        ))}
      </div>
      <span className="hidden" role="status">{said}</span>
    </>
  );
}
