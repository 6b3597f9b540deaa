/** Who is behind a number: `openPeople({ query, cell, title })` from anywhere opens the list at the right. */
import { Drawer, Table } from "antd";
import { useSyncExternalStore } from "react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { answered, api } from "@/api/client";

export interface PeopleAsked {
  /** A query with its `kind`, as the insight routes take it. */
  query: { kind: string } & Record<string, unknown>;
  /** Which number of its answer. */
  cell: Record<string, unknown>;
  /** What the number says, such as "Reached step 2". */
  title: string;
  /** The number itself, where it is on the screen. */
  count?: number;
}

let asked: PeopleAsked | undefined;
const watchers = new Set<() => void>();
const tell = (next: PeopleAsked | undefined) => {
  asked = next;
  for (const watcher of watchers) watcher();
};
const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

export const openPeople = (next: PeopleAsked): void => tell(next);
export const closePeople = (): void => tell(undefined);

/** The drawer itself: stands once, in the frame of every page. */
export function PeopleDrawer() {
  const now = useSyncExternalStore(watch, () => asked);
  return (
    <Drawer open={now !== undefined} onClose={closePeople} title={now?.title} width={560} destroyOnHidden>
      {now ? <People asked={now} /> : null}
    </Drawer>
  );
}

function People({ asked }: { asked: PeopleAsked }) {
  const found = useInfiniteQuery({
    queryKey: ["people", asked.query, asked.cell],
    queryFn: ({ pageParam }) =>
      answered(
        api.POST("/api/insight/people", {
          body: { query: asked.query as never, cell: asked.cell, limit: 100, cursor: pageParam },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return <Table rowKey="id" size="small" loading={found.isPending} dataSource={items} pagination={false} columns={[{ dataIndex: "id" }]} />;
}
