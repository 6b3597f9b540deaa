/** Segments as sets: together, in common, without; how they overlap, and what comes of it kept as one more segment. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api, type Schemas } from "@/api/client";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useTell } from "@/shared/useTell";
import { Overlap } from "./Overlap";
import css from "./Segments.module.css";
import { segmentsKey } from "./Segments";

type Op = Schemas["CombineBody"]["op"];
const OPS: Op[] = ["union", "intersection", "difference"];

interface Props {
  segments: Schemas["SegmentEntry"][];
  /** The segments that stand there at first. */
  first?: string[];
  close: () => void;
}

export function Combine({ segments, first = [], close }: Props) {
  const { t } = useTranslation("segments");
  const { t: c } = useTranslation("common");
  const project = useProject();
  const may = useMay();
  const queries = useQueryClient();
  const go = useNavigate();
  const tell = useTell();
  const [chosen, setChosen] = useState(first);
  const [op, setOp] = useState<Op>("intersection");
  const [name, setName] = useState("");
  const asked = useQuery({
    queryKey: [...segmentsKey(project.id), "combine", op, chosen],
    enabled: chosen.length > 1,
    queryFn: ({ signal }) => answered(api.POST("/api/segments/combine", { body: { op, segments: chosen, mode: "live" }, signal })),
  });
  const keep = useMutation({
    mutationFn: () => answered(api.POST("/api/segments/combine", { body: { op, segments: chosen, mode: "live", name: name.trim() } })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: segmentsKey(project.id) });
      if (made.segment) void go(`/p/${project.id}/segments/${made.segment.id}`);
    },
    onError: tell.refusedAbout,
  });
  const footer = may("analyse") && (
    <div className={css.keep}>
      <Input value={name} maxLength={200} dir="auto" onChange={(event) => setName(event.target.value)} placeholder={t("name")} aria-label={t("name")} />
      <Button type="primary" disabled={!name.trim() || chosen.length < 2} loading={keep.isPending} onClick={() => keep.mutate()}>{c("save")}</Button>
    </div>
  );
  return (
    <Modal open width={640} title={t("combine")} onCancel={close} footer={footer}>
      <div className={css.stack}>
        <Select
          mode="multiple"
          maxCount={5}
          value={chosen}
          onChange={setChosen}
          optionFilterProp="label"
          placeholder={t("chooseTwo")}
          aria-label={t("chooseTwo")}
          options={segments.map((one) => ({ value: one.id, label: one.name }))}
        />
        <Radio.Group aria-label={t("combine")} value={op} onChange={(event) => setOp(event.target.value as Op)} options={OPS.map((one) => ({ value: one, label: t(`ops.${one}`) }))} optionType="button" />
        {chosen.length > 1 && asked.isPending && <Loading height={160} />}
        {asked.isError && <Failed small error={asked.error} />}
        {chosen.length > 1 && asked.data && <Overlap found={asked.data} op={op} />}
      </div>
    </Modal>
  );
}
