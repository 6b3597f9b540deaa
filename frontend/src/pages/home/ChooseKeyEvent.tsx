/** A card whose number waits for a choice: which event it is about. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type KeyEvents, useKeepKeyEvents } from "@/session/useKeyEvents";
import { useMay, useProject } from "@/session/useProject";
import { EventPicker } from "@/shared/query/EventPicker";
import { PropertyPicker } from "@/shared/query/PropertyPicker";
import { useTell } from "@/shared/useTell";
import css from "./Home.module.css";

export function ChooseKeyEvent({ kind, label }: { kind: keyof KeyEvents; label: string }) {
  const { t } = useTranslation("home");
  const may = useMay();
  const tell = useTell();
  const keep = useKeepKeyEvents(useProject().id);
  const [event, setEvent] = useState<string>();
  const choose = (next: Partial<KeyEvents>) => keep.mutate(next, { onError: tell.refused });
  return (
    <section className={css.choose}>
      <div className={css.label}>{label}</div>
      <p>{t(may("manage") ? `choose.${kind}` : "choose.ask")}</p>
      {may("manage") && (
        <div className={css.pick}>
          <EventPicker
            any={false}
            value={event}
            onChange={(name) => {
              setEvent(name ?? undefined);
              if (kind !== "revenue" && name) choose({ [kind]: { event: name } });
            }}
          />
          {kind === "revenue" && event && (
            <PropertyPicker of={["event"]} event={event} types={["number"]} startOpen onChange={({ property }) => choose({ revenue: { event, property } })} />
          )}
        </div>
      )}
    </section>
  );
}
