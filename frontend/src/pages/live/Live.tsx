/** Live events: what arrives now, what was refused and why. */
import { PauseOutlined, CaretRightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Badge, Button, Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { EventPicker, isObject, LazyInput } from "@/shared/query";
import { type LiveEvent, type Wire } from "@/shared/live";
import { useUrlQuery } from "@/shared/urlState";
import type { Wanted } from "./event";
import { EventDrawer } from "./EventDrawer";
import { EventList } from "./EventList";
import style from "./Live.module.css";
import { Minutes } from "./Minutes";
import { Rejected, useRejected } from "./Rejected";
import { useStream } from "./useStream";

interface Asked {
  tab: "live" | "rejected";
  event: string | null;
  person: string;
}

const FIRST: Asked = { tab: "live", event: null, person: "" };

function readAsked(value: unknown): Asked | undefined {
  if (!isObject(value)) return undefined;
  const { tab = "live", event = null, person = "" } = value;
  if ((tab !== "live" && tab !== "rejected") || (event !== null && typeof event !== "string") || typeof person !== "string") return undefined;
  return { tab, event, person };
}

export default function Live() {
  const { t } = useTranslation("live");
  const [asked, set] = useUrlQuery(readAsked, FIRST);
  const rejected = useRejected(undefined);
  const refused = rejected.data?.pages[0]?.counts.reduce((sum, each) => sum + each.count, 0) ?? 0;
  return (
    <div className={style.page}>
      <header className={style.head}>
        <h1>{t("title")}</h1>
        <Segmented<Asked["tab"]>
          aria-label={t("title")}
          value={asked.tab}
          options={[
            { value: "live", label: t("tab.live") },
            { value: "rejected", label: <span>{t("tab.rejected")} <Badge count={refused} overflowCount={9999} className={style.badge} /></span> },
          ]}
          onChange={(tab) => set((now) => ({ ...now, tab }))}
        />
      </header>
      {asked.tab === "live" ? <Stream asked={asked} set={set} /> : <Rejected />}
    </div>
  );
}

function Stream({ asked, set }: { asked: Asked; set: (next: (now: Asked) => Asked) => void }) {
  const { t } = useTranslation("live");
  const [paused, setPaused] = useState(false);
  const [open, setOpen] = useState<LiveEvent>();
  const first = useFirst(asked);
  const known = asked.person ? first.data?.[0]?.person_id : undefined;
  const wanted = useMemo<Wanted>(() => ({ event: asked.event, person: asked.person, personId: known }), [asked.event, asked.person, known]);
  const stream = useStream(wanted, paused, first.data, first.refetch);
  return (
    <>
      <section className={style.card}>
        <div className={style.tools}>
          <Lamp wire={stream.wire} paused={paused} />
          <span className={style.grow} />
          <EventPicker label={t("event")} value={asked.event} onChange={(event) => set((now) => ({ ...now, event }))} />
          <LazyInput className={style.person} label={t("person")} placeholder={t("person")} value={asked.person} maxLength={512} onChange={(person) => set((now) => ({ ...now, person: person.trim() }))} />
          <Button
            type={paused ? "primary" : "default"}
            icon={paused ? <CaretRightOutlined /> : <PauseOutlined />}
            aria-pressed={paused}
            onClick={() => setPaused(!paused)}
          >
            {paused ? t("resume", { count: stream.held }) : t("pause")}
          </Button>
        </div>
        <Minutes counts={stream.minutes} event={asked.event} person={asked.person} />
      </section>
      <EventList events={stream.shown} error={first.error} busy={first.isPending} filtered={asked.event !== null || asked.person !== ""} onOpen={setOpen} onPerson={(person) => set((now) => ({ ...now, person }))} />
      <EventDrawer event={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

/** What had arrived before the page was opened. */
function useFirst({ event, person }: Asked) {
  const { id } = useProject();
  return useQuery({
    queryKey: ["events", id, event, person],
    queryFn: async ({ signal }) => {
      const found = await answered(api.GET("/api/events", { params: { query: { limit: 50, event, person: person || null } }, signal }));
      return found.items as unknown as LiveEvent[];
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

function Lamp({ wire, paused }: { wire: Wire; paused: boolean }) {
  const { t } = useTranslation("live");
  const shown = wire === "open" && paused ? "paused" : wire;
  return (
    <span className={style.lamp} data-state={shown} role="status">
      <i aria-hidden />
      {t(`state.${shown}`)}
    </span>
  );
}
