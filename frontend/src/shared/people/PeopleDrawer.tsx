/** Who is behind a number, at the right of the page: as many people as the number says, to look at, keep or take away. */
import { Drawer, Segmented } from "antd";
import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { closePeople, type PeopleAsked, usePeopleAsked } from "./asked";
import style from "./People.module.css";
import { PeopleList } from "./PeopleList";

/** Stands once, in the frame of every page. */
export function PeopleDrawer() {
  const asked = usePeopleAsked();
  const { pathname } = useLocation();
  // Another page has other numbers.
  useEffect(() => closePeople, [pathname]);
  return (
    <Drawer
      open={asked !== undefined}
      onClose={closePeople}
      title={asked ? <bdi>{asked.title}</bdi> : null}
      size={560}
      destroyOnHidden
      styles={{ body: { padding: 0, display: "flex", flexDirection: "column" } }}
    >
      {asked ? <Chosen key={JSON.stringify([asked.query, asked.cell])} asked={asked} /> : null}
    </Drawer>
  );
}

function Chosen({ asked }: { asked: PeopleAsked }) {
  const [side, setSide] = useState(0);
  const { sides, ...first } = asked;
  if (!sides) return <PeopleList asked={first} />;
  const other = side > 0 ? { ...first, cell: sides[side]!.cell, title: `${first.title} · ${sides[side]!.name}`, count: undefined } : first;
  return (
    <>
      <Segmented className={style.sides} value={side} aria-label={asked.title} options={sides.map(({ name }, value) => ({ value, label: name }))} onChange={setSide} />
      <PeopleList key={side} asked={other} />
    </>
  );
}
