/** What builds the question: where paths begin and end, what a node is, whose paths, and how names are cleaned. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Segmented, Select, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { ConditionBuilder, EventFilterEditor } from "@/shared/query";
import { Field, Section } from "@/shared/report";
import { Cleaning } from "./Cleaning";
import style from "./Paths.module.css";
import { type Anchor, LIMITS, MOST_DEPTH, type Node, nodeOf, NODES, type PathsAsked, type Unit, UNITS, withEnds } from "./query";

export interface PanelProps {
  asked: PathsAsked;
  onChange: (next: (now: PathsAsked) => PathsAsked) => void;
}

export function Panel({ asked, onChange }: PanelProps) {
  const { t } = useTranslation("paths");
  const put = (part: Partial<PathsAsked>) => onChange((now) => ({ ...now, ...part }));
  return (
    <div className={style.panel}>
      <Section title={t("ends")}>
        {asked.between ? <Tag closable onClose={() => put({ between: undefined })}>{t("between")}</Tag> : null}
        <End label={t("from")} add={t("addFrom")} value={asked.from} onChange={(from) => onChange((now) => withEnds(now, { from }))} />
        <End label={t("to")} add={t("addTo")} value={asked.to} onChange={(to) => onChange((now) => withEnds(now, { to }))} />
      </Section>
      <Section title={t("nodes")}>
        <Segmented<Node> block value={asked.node} aria-label={t("nodes")} options={NODES.map((value) => ({ value, label: t(`nodeShort.${value}`) }))} onChange={(node) => put({ node })} />
        <Select<string[]>
          mode="tags"
          value={asked.exclude ?? []}
          aria-label={t("exclude")}
          placeholder={t("exclude")}
          open={false}
          suffixIcon={null}
          tokenSeparators={["\n"]}
          onChange={(exclude) => put({ exclude: exclude.length ? exclude : undefined })}
        />
        <Cleaning asked={asked} onChange={onChange} />
      </Section>
      <Section title={t("shape")}>
        <Segmented<Unit> block value={asked.by} aria-label={t("by")} options={UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))} onChange={(by) => put({ by })} />
        <Field label={t("depth")}>
          <InputNumber aria-label={t("depth")} min={2} max={MOST_DEPTH} precision={0} value={asked.depth} onChange={(depth) => depth && put({ depth })} />
        </Field>
        <Field label={t("limit")}>
          <Select<number>
            value={asked.limit}
            aria-label={t("limit")}
            options={[...new Set([...LIMITS, asked.limit])].sort((a, b) => a - b).map((value) => ({ value, label: String(value) }))}
            onChange={(limit) => put({ limit })}
          />
        </Field>
      </Section>
      <Section title={t("who")}>
        <ConditionBuilder label={t("who")} value={asked.condition} onChange={(condition) => put({ condition })} />
      </Section>
    </div>
  );
}

interface EndProps {
  label: string;
  add: string;
  value?: Anchor;
  onChange: (value: Anchor | undefined) => void;
}

function End({ label, add, value, onChange }: EndProps) {
  if (!value) return <Button className={style.add} size="small" icon={<PlusOutlined />} onClick={() => onChange({ event: null })}>{add}</Button>;
  const node = nodeOf(value);
  return (
    <div className={style.end}>
      <span className={style.word}>{label}</span>
      {node !== undefined ? (
        <Tag closable onClose={() => onChange(undefined)}><bdi>{node}</bdi></Tag>
      ) : (
        <EventFilterEditor any label={label} value={value as never} onChange={onChange} onRemove={() => onChange(undefined)} />
      )}
    </div>
  );
}
