/** A test of a tag: which one, how compared, with which of its values. */
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import type { Asked, PropertyType, Scalar, TagTest } from "./condition";
import { Finder } from "./Finder";
import { firstAsked, opsOf, scalarOf, shapeOf, withOp } from "./op";
import css from "./query.module.css";
import { ValueField } from "./ValueField";

type Tag = Schemas["TagEntry"];

/** The project's published tags. */
export function usePublishedTags(enabled = true) {
  const project = useProject();
  return useQuery({
    enabled,
    queryKey: ["tags", project.id, "published"],
    queryFn: () => answered(api.GET("/api/tags", { params: { query: { limit: 1000 } } })) as Promise<Schemas["Tags"]>,
    select: (page) => page.items.filter((one) => one.published !== null),
  });
}

/** What the commonest values of a tag are. */
export function typeOf(tag: Tag | undefined): PropertyType {
  const first = tag?.run?.shares[0]?.value as unknown;
  if (Array.isArray(first)) return "list";
  return typeof first === "number" ? "number" : typeof first === "boolean" ? "boolean" : "text";
}

interface Props {
  value: TagTest;
  onChange: (next: TagTest) => void;
  fresh?: boolean;
}

export function TagRow({ value, onChange, fresh }: Props) {
  const { t } = useTranslation("query");
  const found = usePublishedTags();
  const tags = found.data ?? [];
  const now = tags.find((one) => one.id === value.tag);
  const type = typeOf(now);
  const { tag, ...asked } = value;
  return (
    <div className={css.row}>
      <span className={css.word}>{t("tag")}</span>
      <Finder
        label={t("tag")}
        shown={tag ? <bdi>{now?.name ?? tag}</bdi> : t("chooseTag")}
        unset={!tag}
        options={tags.map((one) => ({ key: one.id, value: one, text: one.name, note: one.folder || undefined }))}
        chosen={tag ? [tag] : []}
        onChoose={(one) => onChange({ tag: one.id, ...firstAsked(typeOf(one)) })}
        startOpen={fresh}
        busy={found.isFetching}
        nothing={t(found.isError ? "unreachable" : "noTags")}
      />
      {tag ? (
        <>
          <Finder
            label={t("comparison")}
            shown={t(`op.${asked.op}`)}
            onSearch={false}
            options={opsOf(type, asked.op).map((op) => ({ key: op, value: op, text: t(`op.${op}`) }))}
            chosen={[asked.op]}
            onChoose={(op) => onChange({ tag, ...withOp(asked, op, type) })}
          />
          <Values tag={now} type={type} asked={asked} onChange={(next) => onChange(next === undefined ? { tag, op: asked.op } : { tag, op: asked.op, value: next })} />
        </>
      ) : null}
    </div>
  );
}

function Values({ tag, type, asked, onChange }: { tag?: Tag; type: PropertyType; asked: Asked; onChange: (value: Asked["value"]) => void }) {
  const { t } = useTranslation("query");
  const shape = shapeOf(asked.op, type);
  if (shape !== "several" && shape !== "one") return <ValueField asked={asked} of="person" property="" type={type} onChange={onChange} />;
  const known = [...new Set((tag?.run?.shares ?? []).flatMap((one) => one.value as Scalar | Scalar[]).map(String))];
  const chosen = (Array.isArray(asked.value) ? asked.value : asked.value === undefined ? [] : [asked.value as Scalar]).map(String);
  return (
    <Select
      mode="tags"
      className={css.phrase}
      style={{ minWidth: 160 }}
      aria-label={t("value")}
      placeholder={t("chooseValue")}
      maxCount={shape === "one" ? 1 : undefined}
      value={chosen}
      options={known.map((value) => ({ value, label: value }))}
      onChange={(texts: string[]) => {
        const next = texts.map((text) => scalarOf(text, type));
        onChange(shape === "one" ? next[0] : next.length ? next : undefined);
      }}
    />
  );
}
