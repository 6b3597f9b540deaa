/** Who is meant: the tree of a condition, built without writing JSON, and said in a sentence below. */
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConditionRow } from "./ConditionRow";
import { asGroup, askableCondition, type Condition, fromGroup, type Group, MATCHES, newCondition, type NewKind } from "./condition";
import { Finder } from "./Finder";
import css from "./query.module.css";
import { useSentence } from "./useSentence";

export interface ConditionBuilderProps {
  /** undefined = everyone. */
  value?: Condition;
  onChange: (condition: Condition | undefined) => void;
  /** Say the condition in a sentence (default). */
  told?: boolean;
  label?: string;
}

const KINDS: readonly NewKind[] = ["person", "did", "did_not", "sequence", "segment", "tag", "state", "group"];
const DEEPEST = 6;

export function ConditionBuilder({ value, onChange, told = true, label }: ConditionBuilderProps) {
  const { t } = useTranslation("query");
  const say = useSentence(value);
  const root = (value && asGroup(value)) ?? { match: "all", parts: value ? [value] : [] };
  return (
    <div className={css.stack} role="group" aria-label={label ?? t("condition")}>
      <GroupEditor value={root} depth={0} onChange={(group) => onChange(group.parts.length ? fromGroup(group) : undefined)} />
      {told && value ? <p className={css.sentence} aria-live="polite">{say(askableCondition(value))}</p> : null}
    </div>
  );
}

interface GroupProps {
  value: Group;
  onChange: (group: Group) => void;
  onRemove?: () => void;
  depth: number;
}

function GroupEditor({ value, onChange, onRemove, depth }: GroupProps) {
  const { t } = useTranslation("query");
  const [fresh, setFresh] = useState(-1);
  const { match, parts } = value;
  const put = (n: number, part: Condition) => onChange({ match, parts: parts.map((each, at) => (at === n ? part : each)) });
  const take = (n: number) => onChange({ match, parts: parts.filter((_, at) => at !== n) });
  const head =
    parts.length > 1 || depth > 0 ? (
      <div className={css.line}>
        <Finder
          label={t("match.label")}
          look="plain"
          shown={<strong>{t(`match.${match}`)}</strong>}
          onSearch={false}
          options={MATCHES.map((each) => ({ key: each, value: each, text: t(`match.${each}`) }))}
          chosen={[match]}
          onChoose={(next) => onChange({ match: next, parts })}
        />
        <span className={css.grow} />
        {onRemove ? <Remove label={t("removeGroup")} onClick={onRemove} /> : null}
      </div>
    ) : null;
  return (
    <div className={depth ? css.nested : css.stack}>
      {head}
      {parts.map((part, n) => {
        const group = asGroup(part);
        return (
          <div key={n} className={css.part}>
            {n > 0 ? <span className={css.joint}>{t(match === "any" || match === "none" ? "or" : "and")}</span> : null}
            {group ? (
              <GroupEditor value={group} depth={depth + 1} onChange={(next) => put(n, fromGroup(next))} onRemove={() => take(n)} />
            ) : (
              <ConditionRow value={part} fresh={n === fresh} onChange={(next) => put(n, next)} onRemove={() => take(n)} />
            )}
          </div>
        );
      })}
      <Add
        kinds={depth < DEEPEST ? KINDS : KINDS.filter((kind) => kind !== "group")}
        first={parts.length === 0}
        onAdd={(kind) => {
          setFresh(parts.length);
          onChange({ match, parts: [...parts, newCondition(kind)] });
        }}
      />
    </div>
  );
}

function Add({ kinds, first, onAdd }: { kinds: readonly NewKind[]; first: boolean; onAdd: (kind: NewKind) => void }) {
  const { t } = useTranslation("query");
  return (
    <div>
      <Finder
        label={t("addCondition")}
        look="plain"
        shown={<><PlusOutlined aria-hidden /> {t(first ? "addCondition" : "addAnother")}</>}
        onSearch={false}
        options={kinds.map((kind) => ({ key: kind, value: kind, text: t(`kind.${kind}`), note: t(`kindNote.${kind}`) }))}
        onChoose={onAdd}
      />
    </div>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }): ReactNode {
  return <Button type="text" size="small" className={css.calm} icon={<CloseOutlined />} aria-label={label} onClick={onClick} />;
}
