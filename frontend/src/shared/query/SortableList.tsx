/** A list whose items are put in order by pulling their handles, with the mouse, a finger, or the arrow keys. */
import { HolderOutlined } from "@ant-design/icons";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { landing, placeAfter } from "./move";
import css from "./query.module.css";

interface Props {
  /** What each item is called, for those who do not see it move. */
  names: readonly string[];
  onMove: (from: number, to: number) => void;
  children: (n: number, handle: ReactNode) => ReactNode;
  label: string;
}

interface Pull {
  from: number;
  to: number;
  start: number;
  distance: number;
  tops: number[];
  heights: number[];
}

export function SortableList({ names, onMove, children, label }: Props) {
  const { t } = useTranslation("query");
  const list = useRef<HTMLOListElement>(null);
  const [pull, setPull] = useState<Pull>();
  const [follow, setFollow] = useState<number>();
  const [told, setTold] = useState("");

  useEffect(() => {
    if (follow === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-handle="${follow}"]`)?.focus();
    setFollow(undefined);
  }, [follow]);

  // Where an item was taken away, the hand stays on the list.
  const count = useRef(names.length);
  useEffect(() => {
    const fewer = names.length < count.current;
    count.current = names.length;
    if (fewer && document.activeElement === document.body) list.current?.querySelector<HTMLElement>("li:last-child button")?.focus();
  }, [names.length]);

  const move = (from: number, to: number) => {
    if (to < 0 || to >= names.length || to === from) return;
    onMove(from, to);
    setFollow(to);
    setTold(t("movedTo", { name: names[from], place: to + 1, count: names.length }));
  };
  const press = (event: KeyboardEvent, n: number) => {
    if (event.key === "Escape") return setPull(undefined);
    const to = { ArrowUp: n - 1, ArrowDown: n + 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(n, to);
  };
  const begin = (event: PointerEvent<HTMLElement>, from: number) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const boxes = [...(list.current?.children ?? [])].map((item) => item.getBoundingClientRect());
    setPull({ from, to: from, start: event.clientY, distance: 0, tops: boxes.map((box) => box.top), heights: boxes.map((box) => box.height) });
  };
  const drag = (event: PointerEvent) => {
    if (!pull) return;
    const distance = event.clientY - pull.start;
    setPull({ ...pull, distance, to: landing(pull.tops, pull.heights, pull.from, distance) });
  };
  const drop = () => {
    if (pull && pull.to !== pull.from) move(pull.from, pull.to);
    setPull(undefined);
  };

  const handle = (n: number) => (
    <button
      type="button"
      className={css.handle}
      data-handle={n}
      aria-label={t("handle", { name: names[n], place: n + 1, count: names.length })}
      title={t("handleHint")}
      onKeyDown={(event) => press(event, n)}
      onPointerDown={(event) => begin(event, n)}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={() => setPull(undefined)}
    >
      <HolderOutlined aria-hidden />
    </button>
  );
  return (
    <>
      <ol ref={list} className={css.sortable} aria-label={label}>
        {names.map((_, n) => (
          <li key={n} className={css.item} data-pulled={pull?.from === n || undefined} style={pull && { transform: `translateY(${shift(pull, n)}px)` }}>
            {children(n, names.length > 1 ? handle(n) : null)}
          </li>
        ))}
      </ol>
      <div className={css.unseen} aria-live="polite">{told}</div>
    </>
  );
}

/** By how much an item is drawn away from its place while another is pulled. */
function shift(pull: Pull, n: number): number {
  if (n === pull.from) return pull.distance;
  const place = placeAfter(n, pull.from, pull.to);
  if (place === n) return 0;
  const gap = pull.tops.length > 1 ? pull.tops[1]! - pull.tops[0]! - pull.heights[0]! : 0;
  return Math.sign(place - n) * (pull.heights[pull.from]! + gap);
}
