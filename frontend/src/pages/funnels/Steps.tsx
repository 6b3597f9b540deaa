/** The steps: chosen, filtered, named, and put in order by hand or by the arrow keys. */
import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EventFilterEditor, EventPicker, LazyInput, moved, SortableList } from "@/shared/query";
import { MOST_STEPS, type Step, withSteps } from "./funnel";
import style from "./Funnels.module.css";
import type { PanelProps } from "./Panel";
import { useFunnelWords } from "./words";

export function Steps({ funnel, onChange }: PanelProps) {
  const { t } = useTranslation("funnels");
  const words = useFunnelWords(funnel);
  const { steps } = funnel;
  const put = (next: (now: Step[]) => Step[]) => onChange((now) => withSteps(now, next(now.steps)));
  const one = (n: number, next: Step) => put((now) => now.map((each, at) => (at === n ? next : each)));
  return (
    <>
      {steps.length ? (
        <SortableList label={t("steps")} names={steps.map(words.name)} onMove={(from, to) => put((now) => moved(now, from, to))}>
          {(n, handle) => (
            <StepEditor
              value={steps[n]!}
              n={n}
              handle={handle}
              onChange={(next) => one(n, next)}
              onRemove={() => put((now) => now.filter((_, at) => at !== n))}
              onCopy={() => put((now) => [...now.slice(0, n + 1), steps[n]!, ...now.slice(n + 1)])}
            />
          )}
        </SortableList>
      ) : null}
      {steps.length < MOST_STEPS ? (
        <EventPicker
          look="add"
          label={t("addStep")}
          placeholder={`+ ${t("addStep")}`}
          onChange={(event) => put((now) => [...now, { event }])}
        />
      ) : (
        <p className={style.note}>{t("mostSteps", { count: MOST_STEPS })}</p>
      )}
    </>
  );
}

interface StepProps {
  value: Step;
  n: number;
  handle: React.ReactNode;
  onChange: (step: Step) => void;
  onRemove: () => void;
  onCopy: () => void;
}

function StepEditor({ value, n, handle, onChange, onRemove, onCopy }: StepProps) {
  const { t } = useTranslation("funnels");
  const [naming, setNaming] = useState(value.name !== undefined && value.name !== "");
  const { name: _, ...nameless } = value;
  const { first: __, ...unlimited } = value;
  const items = [
    { key: "name", label: t(naming ? "unname" : "rename"), onClick: () => { setNaming(!naming); if (naming) onChange(nameless); } },
    { key: "first", label: t(value.first ? "everyTime" : "firstTime"), onClick: () => onChange(value.first ? unlimited : { ...value, first: true }) },
    { key: "copy", label: t("duplicate"), onClick: onCopy },
  ];
  return (
    <EventFilterEditor
      value={value}
      label={t("stepEvent", { place: n + 1 })}
      before={<>{handle}<span className={style.badge}>{n + 1}</span></>}
      after={
        <Dropdown menu={{ items }} trigger={["click"]}>
          <Button type="text" size="small" icon={<EllipsisOutlined />} aria-label={t("stepMenu", { place: n + 1 })} />
        </Dropdown>
      }
      onChange={(next) => onChange({ ...value, ...next, where: next.where })}
      onRemove={onRemove}
    >
      {value.first ? <span className={style.note}>{t("firstOnly")}</span> : null}
      {naming ? (
        <LazyInput label={t("stepName")} placeholder={t("stepName")} value={value.name ?? ""} maxLength={200} onChange={(name) => onChange(name.trim() ? { ...value, name: name.trim() } : nameless)} />
      ) : null}
    </EventFilterEditor>
  );
}
