/** What builds a question about one kind of event: which, what the page adds, and who is asked about. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Condition, ConditionBuilder, type EventFilter, EventFilterEditor } from "@/shared/query";
import style from "./EventPanel.module.css";

interface Props {
  /** What the event is here. */
  title: string;
  value: EventFilter;
  onChange: (filter: EventFilter) => void;
  condition: Condition | undefined;
  onWho: (condition: Condition | undefined) => void;
  /** Sections between the event and who. */
  children?: ReactNode;
  /** Sections after who. */
  after?: ReactNode;
}

export function EventPanel({ title, value, onChange, condition, onWho, children, after }: Props) {
  const { t } = useTranslation("explore");
  return (
    <div className={style.panel}>
      <Section title={title}>
        <EventBox label={title} value={value} onChange={onChange} />
      </Section>
      {children}
      <Section title={t("who")}>
        <ConditionBuilder label={t("who")} value={condition} onChange={onWho} />
      </Section>
      {after}
    </div>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={style.part}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** An event and its tests, in a frame. */
export function EventBox({ any = true, ...editor }: { any?: boolean; label: string; value: EventFilter; onChange: (filter: EventFilter) => void }) {
  return (
    <div className={style.event}>
      <EventFilterEditor any={any} {...editor} />
    </div>
  );
}

/** A word and the field that it names, on one line. */
export function Field({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className={style.field}>
      <span title={hint}>{label}</span>
      {children}
    </div>
  );
}
