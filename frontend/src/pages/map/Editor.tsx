/** The map's editor: stages, touchpoints and what is known of them; saving makes a further version. */
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Collapse, Drawer, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { moved, SortableList } from "@/shared/query";
import { useTell } from "@/shared/useTell";
import { complete, draftOf, type MapDraft, type PointDraft, savedBody, withStage, withoutPoint, withoutStage } from "./edit";
import css from "./Map.module.css";
import { TouchpointForm } from "./TouchpointForm";
import { type JourneyMap, mapsKey, useStageName } from "./useMaps";

export default function Editor({ map, close }: { map: JourneyMap; close: () => void }) {
  const { t } = useTranslation("maps");
  const project = useProject();
  const queries = useQueryClient();
  const tell = useTell();
  const [draft, setDraft] = useState<MapDraft>(() => draftOf(map));
  const [change, setChange] = useState("");
  const put = (some: Partial<MapDraft>) => setDraft((now) => ({ ...now, ...some }));
  const save = useMutation({
    mutationFn: () => answered(api.PATCH("/api/journey-maps/{id}", { params: { path: { id: map.id } }, body: { version: map.version, change, ...savedBody(draft) } as never })),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: mapsKey(project.id) });
      tell.done(t("saved", { version: saved.version }));
      close();
    },
    onError: tell.refusedAbout,
  });
  return (
    <Drawer
      open
      size={720}
      title={t("edit")}
      onClose={close}
      mask={{ closable: false }}
      extra={<Button type="primary" disabled={!complete(draft)} loading={save.isPending} onClick={() => save.mutate()}>{t("save")}</Button>}
    >
      <div className={css.form}>
        <label className={css.field}><span>{t("name")}</span><Input value={draft.name} maxLength={200} dir="auto" onChange={(event) => put({ name: event.target.value })} /></label>
        <label className={css.field}><span>{t("changeNote")}</span><Input value={change} maxLength={500} dir="auto" placeholder={t("changeNoteWhy")} onChange={(event) => setChange(event.target.value)} /></label>
        <Stages draft={draft} setDraft={setDraft} />
        <Points draft={draft} setDraft={setDraft} />
      </div>
    </Drawer>
  );
}

interface PartProps {
  draft: MapDraft;
  setDraft: (next: (now: MapDraft) => MapDraft) => void;
}

function Stages({ draft, setDraft }: PartProps) {
  const { t } = useTranslation("maps");
  const stageName = useStageName();
  const { stages } = draft;
  return (
    <section className={css.form} aria-label={t("stages")}>
      <h2>{t("stages")}</h2>
      <SortableList label={t("stages")} names={stages.map(stageName)} onMove={(from, to) => setDraft((now) => ({ ...now, stages: moved(now.stages, from, to) }))}>
        {(n, handle) => (
          <div className={css.row}>
            {handle}
            <Input
              className={css.grow}
              aria-label={t("stageName", { place: n + 1 })}
              value={stages[n]!.name}
              placeholder={stageName({ key: stages[n]!.key })}
              maxLength={100}
              dir="auto"
              onChange={(event) => setDraft((now) => ({ ...now, stages: now.stages.map((one, at) => (at === n ? { ...one, name: event.target.value } : one)) }))}
            />
            <Button type="text" icon={<CloseOutlined />} disabled={draft.points.some((one) => one.stage === stages[n]!.key)} title={t("stageInUse")} aria-label={t("removeStage", { name: stageName(stages[n]!) })} onClick={() => setDraft((now) => withoutStage(now, stages[n]!.key))} />
          </div>
        )}
      </SortableList>
      {stages.length < 12 ? <div><Button size="small" icon={<PlusOutlined />} onClick={() => setDraft(withStage)}>{t("addStage")}</Button></div> : null}
    </section>
  );
}

function Points({ draft, setDraft }: PartProps) {
  const { t } = useTranslation("maps");
  const stageName = useStageName();
  const change = (key: string, some: Partial<PointDraft>) => setDraft((now) => ({ ...now, points: now.points.map((one) => (one.key === key ? { ...one, ...some } : one)) }));
  const add = () =>
    setDraft((now) => {
      const key = `point_${Date.now().toString(36)}`;
      return { ...now, points: [...now.points, { key, stage: now.stages.at(-1)!.key, name: t("newPoint"), events: [], next: [], goal: "", owner: "", opportunities: [], experiments: [] }] };
    });
  return (
    <section className={css.form} aria-label={t("touchpoints")}>
      <h2>{t("touchpoints")}</h2>
      <Collapse
        size="small"
        items={draft.points.map((one) => ({
          key: one.key,
          label: <><bdi>{one.name || "—"}</bdi> · {stageName(draft.stages.find((stage) => stage.key === one.stage) ?? { key: one.stage })}</>,
          children: (
            <TouchpointForm point={one} draft={draft} change={(some) => change(one.key, some)}>
              <div><Button size="small" icon={<CloseOutlined />} disabled={draft.points.length < 2} onClick={() => setDraft((now) => withoutPoint(now, one.key))}>{t("removePoint", { name: one.name })}</Button></div>
            </TouchpointForm>
          ),
        }))}
      />
      {draft.points.length < 20 ? <div><Button size="small" icon={<PlusOutlined />} onClick={add}>{t("addPoint")}</Button></div> : null}
    </section>
  );
}
