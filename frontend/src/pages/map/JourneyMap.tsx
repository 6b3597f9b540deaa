/** The journey map: stages and touchpoints with their live numbers, beside another time or version, and its editor. */
import { CompassOutlined, EditOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Select } from "antd";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answered, api } from "@/api/client";
import { type ChartHandle, ViewSwitch } from "@/chart";
import { useMay, useProject } from "@/session/useProject";
import { momentText, TimeRangePicker, useSentence } from "@/shared/query";
import { ranged, useAnswer, useQuestion, useValueName } from "@/shared/report";
import { ComputedBy } from "@/shared/report/ComputedBy";
import { ReportActions } from "@/shared/report/ReportActions";
import { useSavedReport } from "@/shared/report/saved";
import { Empty, Failed, Loading } from "@/shared/states";
import { linkTo } from "@/shared/urlState";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { Gone } from "./Gone";
import css from "./Map.module.css";
import { Shown } from "./Shown";
import { type Asked, type Bottlenecks, bottlenecksOf, COMPARED, FIRST, mapBody, mapOf, mapsKey, type Numbers, readAsked, useMap, useMaps, useVersions } from "./useMaps";

const Editor = lazy(() => import("./Editor"));

export default function JourneyMap() {
  const { t } = useTranslation("maps");
  const maps = useMaps();
  const { asked, set, broken, waiting } = useQuestion(readAsked, FIRST);
  if (maps.isError) return <Failed error={maps.error} retry={() => void maps.refetch()} />;
  if (maps.isPending || waiting) return <Loading height={480} />;
  const chosen = mapOf(maps.data, asked.map);
  return (
    <div className={css.page}>
      {broken ? <Alert type="warning" showIcon title={t("broken")} /> : null}
      {chosen ? <Live asked={asked} set={set} id={chosen.id} names={maps.data} /> : asked.map !== undefined ? <Gone title={t("title")} to="journey-map" /> : <First />}
    </div>
  );
}

/** No map yet: one is fitted to the events that are there. */
function First() {
  const { t } = useTranslation("maps");
  const project = useProject();
  const may = useMay();
  const tell = useTell();
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: async () => answered(api.POST("/api/journey-maps", { body: (await answered(api.GET("/api/journey-maps/template"))) as never })),
    onSuccess: () => queries.invalidateQueries({ queryKey: mapsKey(project.id) }),
    onError: tell.refusedAbout,
  });
  return (
    <>
      <header className={css.title}><h1>{t("title")}</h1></header>
      <section className={css.card}>
        <Empty icon={<CompassOutlined />} title={t("none")} action={may("analyse") ? <Button type="primary" loading={make.isPending} onClick={() => make.mutate()}>{t("fit")}</Button> : null}>
          {t("noneWhy")}
        </Empty>
      </section>
    </>
  );
}

interface LiveProps {
  asked: Asked;
  set: (next: (now: Asked) => Asked) => void;
  id: string;
  names: readonly { id: string; name: string }[];
}

function Live({ asked, set, id, names }: LiveProps) {
  const { t } = useTranslation("maps");
  const may = useMay();
  const saved = useSavedReport();
  const [editing, setEditing] = useState(false);
  const chart = useRef<ChartHandle>(null);
  const map = useMap(id, asked.version);
  const body = mapBody(id, asked);
  const numbers = useAnswer<Numbers>("journey_map", body);
  const worth = bottlenecksOf(id, asked);
  const bottlenecks = useAnswer<Bottlenecks>("bottlenecks", worth);
  const say = useSentence(asked.condition);
  const failed = [map, numbers].find((one) => one.isError);
  const name = saved.data?.name ?? map.data?.name ?? t("title");
  return (
    <>
      <header className={css.title}>
        <h1 dir="auto">{name}</h1>
        {names.length > 1 ? <Select aria-label={t("title")} value={id} options={names.map((one) => ({ value: one.id, label: one.name }))} onChange={(next) => set(({ version: _, against: __, ...rest }) => ({ ...rest, map: next }))} /> : null}
        <Versions id={id} asked={asked} set={set} />
        <TimeRangePicker value={asked} onChange={(next) => set((now) => ranged(now, next))} />
        <ViewSwitch view={asked.show ?? "chart"} onChange={(show) => set(({ show: _, ...rest }) => (show === "table" ? { ...rest, show } : rest))} />
        <ReportActions kind="journey_map" title={name} body={body} view={{ show: asked.show ?? "chart" }} chart={chart} ready={numbers.data !== undefined && !failed} />
        {may("analyse") && map.data && map.data.version === map.data.latest ? <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>{t("edit")}</Button> : null}
      </header>
      {failed ? <Failed error={failed.error} retry={() => void failed.refetch()} /> : null}
      {map.data && numbers.data ? (
        <section className={css.card} aria-busy={numbers.isFetching}>
          {map.data.note ? <p className={css.foot} dir="auto">{map.data.note}</p> : null}
          <Worst asked={worth} found={bottlenecks.data} map={map.data} />
          <Shown map={map.data} numbers={numbers.data} asked={asked} bottlenecks={bottlenecks.data?.items} chart={chart} />
          <div className={css.foot}><ComputedBy computed={numbers.data.computed} told={[asked.condition && say(asked.condition), t("counts"), numbers.data.before && t("countsChange")].filter(Boolean).join(" ")} /></div>
        </section>
      ) : failed ? null : (
        <Loading height={480} />
      )}
      {editing && map.data ? (
        <Suspense fallback={null}>
          <Editor map={map.data} close={() => setEditing(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** The dearest bottleneck, in a line above the map. */
function Worst({ asked, found, map }: { asked: object; found: Bottlenecks | undefined; map: { touchpoints: readonly { key: string; name: string }[] } }) {
  const { t } = useTranslation("maps");
  const project = useProject();
  const format = useFormat();
  const valueName = useValueName();
  const worst = found?.items[0];
  if (!worst) return null;
  const name = (key: string) => map.touchpoints.find((one) => one.key === key)?.name ?? key;
  return (
    <p className={css.strip}>
      <Link to={linkTo(`/p/${project.id}/bottlenecks`, asked)}>{t("worst")}</Link>
      <span><bdi>{name(worst.source)} → {name(worst.target)}</bdi>{worst.group ? <> · <bdi>{worst.group.dimension} = {valueName(worst.group.value)}</bdi></> : null}</span>
      <b>{worst.arithmetic.value_per_week === null ? t("peopleWeek", { people: format.number(worst.arithmetic.lost_per_week, 0) }) : t("perWeek", { value: format.money(worst.arithmetic.value_per_week, { compact: true }) })}</b>
    </p>
  );
}

/** Which version is shown, and what it is laid beside. */
function Versions({ id, asked, set }: Pick<LiveProps, "id" | "asked" | "set">) {
  const { t } = useTranslation("maps");
  const { t: query, i18n } = useTranslation("query");
  const format = useFormat();
  const versions = useVersions(id);
  const items = versions.data ?? [];
  const newest = items[0]?.version;
  const shown = asked.version ?? newest;
  const other = asked.compare && !COMPARED.some((one) => one === asked.compare) ? asked.compare : undefined;
  const about = (one: (typeof items)[number]) => [t("version", { version: one.version }), format.day(one.at), one.note].filter(Boolean).join(" · ");
  return (
    <>
      {items.length > 1 ? (
        <Select
          className={css.version}
          aria-label={t("versions")}
          popupMatchSelectWidth={false}
          value={shown}
          options={items.map((one) => ({ value: one.version, label: about(one) }))}
          onChange={(version) => set(({ version: _, against: __, ...rest }) => (version === newest ? rest : { ...rest, version }))}
        />
      ) : null}
      <Select<string | number>
        className={css.version}
        aria-label={t("compare")}
        popupMatchSelectWidth={false}
        value={asked.against ?? asked.compare ?? "none"}
        options={[
          { value: "none", label: t("compareNone") },
          ...COMPARED.map((value) => ({ value, label: t(`comparing.${value}`) })),
          ...(other ? [{ value: other, label: t("compareAgo", { ago: momentText(other, query, i18n.language) }) }] : []),
          ...items.filter((one) => one.version !== shown).map((one) => ({ value: one.version, label: t("compareVersion", { version: one.version }) })),
        ]}
        onChange={(next) => set(({ compare: _, against: __, ...rest }) => (next === "none" ? rest : { ...rest, ...(typeof next === "number" ? { against: next } : { compare: next }) }))}
      />
    </>
  );
}
