/** Who outside is most like those in the segment: how many, how alike, by what; kept as a list. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, InputNumber, Slider, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { Line } from "@/chart";
import { useProject } from "@/session/useProject";
import { nameOf } from "@/shared/person";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { segmentsKey } from "../segments/Segments";
import css from "../segments/Segments.module.css";

type Answer = Schemas["LookalikeAnswer"];

export function Lookalike({ segment }: { segment: Schemas["SegmentBody"] }) {
  const { t } = useTranslation("segments");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const [size, setSize] = useState(Math.max(100, segment.people ?? 0));
  const [name, setName] = useState("");
  const path = { params: { path: { id: segment.id } } };
  const look = useMutation({
    mutationFn: () => answered(api.POST("/api/segments/{id}/lookalike", { ...path, body: { size } })),
    onError: tell.refusedAbout,
  });
  const keep = useMutation({
    mutationFn: () => answered(api.POST("/api/segments/{id}/lookalike", { ...path, body: { size, name: name.trim() } })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: segmentsKey(project.id) });
      if (made.segment) void go(`/p/${project.id}/segments/${made.segment.id}`);
    },
    onError: tell.refusedAbout,
  });
  const most = Math.max(size, look.data?.candidates ?? 10_000);
  return (
    <div className={css.stack}>
      <p className={css.fresh}>{t("lookalikeWhat")}</p>
      <div className={css.keep}>
        <Slider className={css.grow} min={1} max={most} value={size} onChange={setSize} ariaLabelForHandle={t("howMany")} />
        <InputNumber min={1} max={1_000_000} value={size} onChange={(n) => setSize(n ?? 1)} aria-label={t("howMany")} />
        <Button type={look.data ? "default" : "primary"} loading={look.isPending} onClick={() => look.mutate()}>{t("find")}</Button>
      </div>
      {look.data && (
        <>
          <Found found={look.data} size={size} />
          <div className={css.keep}>
            <Input value={name} maxLength={200} dir="auto" onChange={(event) => setName(event.target.value)} placeholder={t("listName")} aria-label={t("listName")} />
            <Button type="primary" disabled={!name.trim()} loading={keep.isPending} onClick={() => keep.mutate()}>{c("save")}</Button>
          </div>
        </>
      )}
    </div>
  );
}

function Found({ found, size }: { found: Answer; size: number }) {
  const { t } = useTranslation("segments");
  const project = useProject();
  const format = useFormat();
  const last = found.curve.filter((one) => one.size <= size).at(-1);
  return (
    <>
      <p>
        {t("lookalikeFound", { quality: format.percent(found.quality), candidates: format.number(found.candidates) })}{" "}
        {last && t("lookalikeLast", { similarity: format.percent(last.similarity) })}
      </p>
      <Line label={t("similarityBySize")} height={160} interval="day" buckets={found.curve.map((one) => String(one.size))} names={found.curve.map((one) => format.number(one.size))} format={format.percent} formatAxis={(n) => format.percent(n, 0)} series={[{ name: t("similarity"), values: found.curve.map((one) => one.similarity) }]} />
      <div className={css.tags}>
        {found.features.map((one) => (
          <Tag key={`${one.property}${JSON.stringify(one.value)}`} color={one.weight > 0 ? "blue" : undefined} title={t("shares", { seed: format.percent(one.seed_share), other: format.percent(one.other_share) })}>
            {one.weight > 0 ? "↑" : "↓"} <bdi>{one.property === null ? String(one.value) : `${one.property} = ${String(one.value)}`}</bdi>
          </Tag>
        ))}
      </div>
      <ul className={css.used}>
        {found.sample.map((one) => (
          <li key={one.person.id}>
            <Link to={`/p/${project.id}/people/${one.person.id}`}><bdi>{nameOf(one.person)}</bdi></Link> · {format.percent(one.similarity)}
          </li>
        ))}
      </ul>
    </>
  );
}
