/** The events that Home is about: what says that somebody is new, has got the point, has paid. */
import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { type KeyEvents, useKeepKeyEvents } from "@/session/useKeyEvents";
import { useMay, useProject } from "@/session/useProject";
import { EventPicker } from "@/shared/query/EventPicker";
import { PropertyPicker } from "@/shared/query/PropertyPicker";
import { useTell } from "@/shared/useTell";
import css from "./Settings.module.css";

const KINDS = ["sign_up", "activation", "revenue"] as const;
type Kind = (typeof KINDS)[number];

export function KeyEventSettings() {
  const { t } = useTranslation("settings");
  const { id } = useProject();
  const tell = useTell();
  const keep = useKeepKeyEvents(id);
  const set = (changed: Partial<KeyEvents>) => keep.mutate(changed, { onSuccess: () => tell.done(t("saved")), onError: tell.refused });
  return (
    <section className={css.panel}>
      <h2>{t("keyEvents.title")}</h2>
      <p>{t("keyEvents.why")}</p>
      <div className={css.keyEvents}>
        {KINDS.map((kind) => <Choice key={kind} kind={kind} set={set} />)}
      </div>
    </section>
  );
}

function Choice({ kind, set }: { kind: Kind; set: (changed: Partial<KeyEvents>) => void }) {
  const { t } = useTranslation("settings");
  const { key_events } = useProject();
  const may = useMay();
  const now = key_events[kind];
  const property = kind === "revenue" ? key_events.revenue?.property : undefined;
  const choose = (event: string) => (kind === "revenue" ? set({ revenue: { event, property: property ?? "revenue" } }) : set({ [kind]: { event } }));
  return (
    <div className={css.keyEvent}>
      <div>
        <b>{t(`keyEvents.${kind}`)}</b>
        <p>{t(`keyEvents.${kind}Why`)}</p>
      </div>
      {may("manage") ? (
        <div className={css.picks}>
          <EventPicker any={false} label={t(`keyEvents.${kind}`)} value={now?.event} onChange={(event) => event && choose(event)} />
          {kind === "revenue" && key_events.revenue && (
            <PropertyPicker
              of={["event"]}
              event={key_events.revenue.event}
              types={["number"]}
              value={{ of: "event", property: key_events.revenue.property }}
              onChange={(chosen) => set({ revenue: { ...key_events.revenue!, property: chosen.property } })}
            />
          )}
          {now && <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("keyEvents.none")} onClick={() => set({ [kind]: null })} />}
        </div>
      ) : (
        <span className={css.key}>{now ? [now.event, property].filter(Boolean).join(" · ") : "—"}</span>
      )}
    </div>
  );
}
