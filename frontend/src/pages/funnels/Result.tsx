/** The answer of a funnel: drawn, listed, how long it takes and how it changes; every number opens who is behind it. */
import { TeamOutlined } from "@ant-design/icons";
import { Button, Dropdown, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { type ChartHandle, FunnelChart } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { useMay } from "@/session/useProject";
import { OTHER } from "@/shared/report/valueName";
import { useFormat } from "@/shared/useFormat";
import { Course } from "./Course";
import { Detail } from "./Detail";
import { Differences } from "./Differences";
import { Durations, useDurations } from "./Durations";
import { Factors } from "./Factors";
import type { Funnel } from "./funnel";
import { Instead } from "./Instead";
import style from "./Funnels.module.css";
import { useFunnelWords } from "./words";

type Conversion = Schemas["Conversion"];
export type Behind = (step: number, side: "in" | "out", part?: number) => void;

interface Props {
  funnel: Funnel;
  body: Schemas["FunnelBody"];
  conversion: Conversion;
  chart: React.RefObject<ChartHandle | null>;
  /** Only the drawing: on a dashboard. */
  bare?: boolean;
}

const SHOWS = ["steps", "durations", "course", "factors", "differences"] as const;

export function Result({ funnel, body, conversion, chart, bare }: Props) {
  const { t } = useTranslation("funnels");
  const words = useFunnelWords(funnel);
  const [chosen, setShow] = useState<(typeof SHOWS)[number]>("steps");
  const { breakdown } = conversion;
  const steps = conversion.steps.map((step, n) => ({ ...step, name: funnel.steps[n] ? words.name(funnel.steps[n]) : step.name }));
  const parts = breakdown?.map((part) => ({ name: words.value(part.value), other: part.value === OTHER, steps: part.steps }));
  // The clock stands still at the moment of the answer, so that as many people are listed as the number says.
  const frozen = { ...body, now: conversion.computed.at };
  const behind: Behind = (step, side, part) => {
    const now = part === undefined ? steps : breakdown![part]!.steps;
    const count = side === "in" ? now[step]!.people : now[step - 1]!.people - now[step]!.people;
    const what = { place: step + 1, name: steps[step]!.name, before: step };
    openPeople({
      query: { ...frozen, kind: "funnel" },
      cell: { step, dropped: side === "out", ...(part !== undefined && { breakdown: breakdown![part]!.value }) },
      title: t(side === "in" ? "tookStep" : "leftBefore", what) + (part === undefined ? "" : ` · ${parts![part]!.name}`),
      count,
    });
  };
  const long = steps.length > 1;
  const shows = SHOWS.filter((one) => one !== "differences" || parts?.length);
  const show = shows.includes(chosen) ? chosen : "steps";
  if (bare) return <FunnelChart ref={chart} label={t("title")} steps={steps} breakdown={parts} onStep={behind} />;
  return (
    <>
      <section className={style.card}>
        <Head body={frozen} steps={steps} behind={behind} />
        {long ? (
          <Segmented
            className={style.shows}
            aria-label={t("show")}
            value={show}
            options={shows.map((value) => ({ value, label: t(`shows.${value}`) }))}
            onChange={setShow}
          />
        ) : null}
        {show === "steps" || !long ? <FunnelChart ref={chart} label={t("title")} steps={steps} breakdown={parts} onStep={behind} /> : null}
        {show === "durations" && long ? <Durations body={frozen} names={steps.map((step) => step.name)} chart={chart} /> : null}
        {show === "course" && long ? <Course body={frozen} words={words} chart={chart} /> : null}
        {show === "factors" && long ? <Factors body={frozen} words={words} chart={chart} /> : null}
        {show === "differences" && long ? <Differences body={frozen} words={words} chart={chart} /> : null}
      </section>
      <section className={`${style.card} ${style.table}`}>
        <h2>{t("detail")}</h2>
        <Detail steps={steps} parts={parts} behind={behind} />
      </section>
    </>
  );
}

function Head({ body, steps, behind }: { body: Schemas["FunnelBody"]; steps: Conversion["steps"]; behind: Behind }) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const may = useMay();
  const last = steps.at(-1);
  const whole = useDurations(body, 0, steps.length - 1);
  const lost = steps.slice(1).map((step, n) => ({ key: String(n + 1), people: steps[n]!.people - step.people, name: step.name }));
  return (
    <div className={style.head}>
      <Fact name={t("total")} value={format.percent(last?.from_start)} />
      <Fact name={t("median")} value={steps.length > 1 ? format.duration(whole.data?.median_seconds) : "—"} />
      <Fact name={t("converted")} value={format.number(last?.people)} />
      {may("analyse") && lost.some((each) => each.people > 0) ? (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: lost.map((each) => ({
              key: each.key,
              disabled: each.people === 0,
              label: t("lostBefore", { place: Number(each.key) + 1, name: each.name, people: format.number(each.people) }),
              onClick: () => behind(Number(each.key), "out"),
            })),
          }}
        >
          <Button icon={<TeamOutlined />} className={style.lost}>{t("keepLost")}</Button>
        </Dropdown>
      ) : null}
      <Instead body={body} names={steps.slice(1).map((step) => step.name)} />
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <dl className={style.fact}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </dl>
  );
}
