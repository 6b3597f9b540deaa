/** Events in an order, other events may lie between. */
import { Checkbox } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Sequence } from "./condition";
import { EventFilterEditor } from "./EventFilterEditor";
import { EventPicker } from "./EventPicker";
import { moved } from "./move";
import css from "./query.module.css";
import { SortableList } from "./SortableList";
import { SpanField } from "./SpanField";

interface Props {
  value: Sequence;
  onChange: (next: Sequence) => void;
  verb: ReactNode;
  fresh?: boolean;
}

const MOST = 10;

export function SequenceRow({ value, onChange, verb, fresh }: Props) {
  const { t } = useTranslation("query");
  const { sequence, within } = value;
  const steps = (next: Sequence["sequence"]) => onChange({ ...value, sequence: next });
  return (
    <>
      {verb}
      <div className={css.full}>
        <SortableList
          label={t("steps")}
          names={sequence.map((step) => step.event ?? t("anyEvent"))}
          onMove={(from, to) => steps(moved(sequence, from, to))}
        >
          {(n, handle) => (
            <EventFilterEditor
              before={<>{handle}<span className={css.badge}>{n + 1}</span></>}
              value={sequence[n]!}
              onChange={(next) => steps(sequence.map((each, at) => (at === n ? next : each)))}
              onRemove={() => steps(sequence.filter((_, at) => at !== n))}
            />
          )}
        </SortableList>
        {sequence.length < MOST ? (
          <EventPicker
            look="add"
            label={t("addStep")}
            placeholder={t("addStepPlus")}
            startOpen={fresh && sequence.length === 0}
            onChange={(event) => steps([...sequence, { event }])}
          />
        ) : null}
        <div className={css.row}>
          <Checkbox
            checked={within !== undefined}
            onChange={(event) => onChange(event.target.checked ? { sequence, within: { hours: 24 } } : { sequence })}
          >
            {t("withinOfFirst")}
          </Checkbox>
          {within ? <SpanField label={t("withinOfFirst")} value={within} onChange={(next) => onChange({ sequence, within: next })} /> : null}
        </div>
      </div>
    </>
  );
}
