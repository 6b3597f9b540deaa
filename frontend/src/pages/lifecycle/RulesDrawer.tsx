/** What each state means in this project: events, days, and when somebody counts as declining; tried before it is kept. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { EventFilterEditor } from "@/shared/query";
import { useDebounced } from "@/shared/query/useDebounced";
import { RuleDrawer } from "@/shared/RuleDrawer";
import { told } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { type Rules, useKeepRules, usePreview, useResetRules, useRules } from "./ask";
import css from "./Lifecycle.module.css";

const EVENTS = ["registered", "activated", "activity", "signals"] as const;
const DAYS = ["active_days", "dormant", "churned", "resurrected"] as const;
const DECLINE = ["recent", "baseline", "below", "z", "least", "settle"] as const;
const STEPS: Partial<Record<(typeof DECLINE)[number], number>> = { below: 0.05, z: 0.1 };

export function RulesDrawer({ close }: { close: () => void }) {
  const { t } = useTranslation("lifecycle");
  return (
    <RuleDrawer
      title={t("rules")}
      size={620}
      kept={useRules()}
      read={({ rules }: { rules: Rules }) => rules}
      keep={useKeepRules(close)}
      reset={useResetRules(close)}
      words={{ reset: t("reset"), sure: t("resetSure") }}
      close={close}
      told={(draft) => <Preview draft={draft} />}
    >
      {(draft, put) => <Form rules={draft} onChange={put} />}
    </RuleDrawer>
  );
}

function Form({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  const { t } = useTranslation("lifecycle");
  const put = (part: Partial<Rules>) => onChange({ ...rules, ...part });
  return (
    <div className={css.rules}>
      {EVENTS.map((name) => (
        <section key={name}>
          <h3>{t(`rule.${name}`)}</h3>
          <p className={css.hint}>{t(`ruleHint.${name}`)}</p>
          <EventList label={t(`rule.${name}`)} events={rules[name]} onChange={(events) => put({ [name]: events })} />
          {name === "registered" && (
            <Checkbox checked={rules.identified} onChange={(event) => put({ identified: event.target.checked })}>{t("identified")}</Checkbox>
          )}
        </section>
      ))}
      <section className={css.numbers}>
        <h3>{t("inDays")}</h3>
        {DAYS.map((name) => (
          <Numeric key={name} label={t(`rule.${name}`)} value={rules[name]} onChange={(value) => put({ [name]: value })} />
        ))}
      </section>
      <section className={css.numbers}>
        <h3>{t("state.declining")}</h3>
        <p className={css.hint}>{t("declineHint")}</p>
        {DECLINE.map((name) => (
          <Numeric
            key={name}
            label={t(`decline.${name}`)}
            step={STEPS[name]}
            value={rules.decline[name]}
            onChange={(value) => put({ decline: { ...rules.decline, [name]: value } })}
          />
        ))}
      </section>
    </div>
  );
}

type Events = Rules["registered"];

function EventList({ events, label, onChange }: { events: Events; label: string; onChange: (events: Events) => void }) {
  const { t } = useTranslation("lifecycle");
  const at = (place: number, next?: Events[number]) => events.flatMap((one, n) => (n === place ? (next ? [next] : []) : [one]));
  return (
    <div className={css.events}>
      {events.map((event, place) => (
        <EventFilterEditor
          key={place}
          any
          label={label}
          value={event as never}
          onChange={(next) => onChange(at(place, { where: [], ...next } as Events[number]))}
          onRemove={() => onChange(at(place))}
        />
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...events, { event: null, where: [] }])}>{t("addEvent")}</Button>
    </div>
  );
}

function Numeric({ label, value, step = 1, onChange }: { label: string; value: number; step?: number; onChange: (value: number) => void }) {
  return (
    <label className={css.number}>
      <span>{label}</span>
      <InputNumber value={value} step={step} precision={step < 1 ? 2 : 0} onChange={(next) => next !== null && onChange(next)} />
    </label>
  );
}

/** How many would stand where, while the rules are being written. */
function Preview({ draft }: { draft: Rules }) {
  const { t } = useTranslation("lifecycle");
  const format = useFormat();
  const found = usePreview(useDebounced(draft, 400));
  if (found.isError) return <span role="alert">{told(found.error, "", "").sentence}</span>;
  if (!found.data) return <span>…</span>;
  return <span aria-live="polite">{found.data.states.map((one) => `${t(`state.${one.state}`)} ${format.number(one.people)}`).join(" · ")}</span>;
}
