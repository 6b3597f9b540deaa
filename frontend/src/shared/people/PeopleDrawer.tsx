/** Who is behind a number, at the right of the page: as many people as the number says, to look at, keep or take away. */
import { Drawer } from "antd";
import { useEffect } from "react";
import { useLocation } from "react-router";
import { closePeople, usePeopleAsked } from "./asked";
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
      {asked ? <PeopleList key={JSON.stringify([asked.query, asked.cell])} asked={asked} /> : null}
    </Drawer>
  );
}
