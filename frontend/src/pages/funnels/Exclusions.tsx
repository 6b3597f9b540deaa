/** Events that must not happen between two steps. */
import { useTranslation } from "react-i18next";
import { EventFilterEditor, EventPicker, Finder } from "@/shared/query";
import type { Exclusion } from "./funnel";
import style from "./Funnels.module.css";
import type { PanelProps } from "./Panel";

const MOST = 10;

export function Exclusions({ funnel, onChange }: PanelProps) {
  const { t } = useTranslation("funnels");
  const { exclude = [], steps, order } = funnel;
  const last = steps.length - 1;
  const put = (next: Exclusion[]) => onChange(({ exclude: _, ...rest }) => (next.length ? { ...rest, exclude: next } : rest));
  const one = (n: number, next: Exclusion) => put(exclude.map((each, at) => (at === n ? next : each)));
  return (
    <div className={style.stack}>
      {exclude.map((each, n) => (
        <div key={n} className={style.box}>
          <EventFilterEditor
            value={each}
            label={t("excluded")}
            before={<span className={style.word}>{t("without")}</span>}
            onChange={(next) => one(n, { ...each, ...next, where: next.where })}
            onRemove={() => put(exclude.filter((_, at) => at !== n))}
          >
            {order === "unordered" ? null : <Between value={each} last={last} onChange={(next) => one(n, next)} />}
          </EventFilterEditor>
        </div>
      ))}
      {exclude.length < MOST ? (
        <EventPicker
          look="plain"
          any={false}
          label={t("addExclusion")}
          placeholder={`+ ${t("addExclusion")}`}
          onChange={(event) => put([...exclude, { event, after: 0, before: last }])}
        />
      ) : null}
    </div>
  );
}

function Between({ value, last, onChange }: { value: Exclusion; last: number; onChange: (next: Exclusion) => void }) {
  const { t } = useTranslation("funnels");
  const place = (label: string, now: number, from: number, to: number, choose: (n: number) => void) => (
    <Finder
      label={label}
      shown={String(now + 1)}
      onSearch={false}
      options={Array.from({ length: to - from + 1 }, (_, n) => ({ key: String(from + n), value: from + n, text: String(from + n + 1) }))}
      chosen={[String(now)]}
      onChoose={choose}
    />
  );
  return (
    <div className={style.row}>
      <span className={style.word}>{t("betweenStep")}</span>
      {place(t("afterStep"), value.after, 0, last - 1, (after) => onChange({ ...value, after, before: Math.max(value.before, after + 1) }))}
      <span className={style.word}>{t("andStep")}</span>
      {place(t("beforeStep"), value.before, value.after + 1, last, (before) => onChange({ ...value, before }))}
    </div>
  );
}
