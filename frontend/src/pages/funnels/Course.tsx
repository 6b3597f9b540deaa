/** How the conversion changes by the time of entry. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { type ChartHandle, Line, type Point, type View, ViewSwitch } from "@/chart";
import { useProject } from "@/session/useProject";
import { openPeople } from "@/shared/PeopleDrawer";
import { useAnnotations } from "@/shared/report";
import { OTHER } from "@/shared/report/valueName";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import style from "./Funnels.module.css";

const INTERVALS = ["day", "week", "month"] as const;

interface Props {
  body: Schemas["FunnelBody"];
  words: { value: (given: unknown) => string };
  chart: React.RefObject<ChartHandle | null>;
}

export function Course({ body, words, chart }: Props) {
  const { t } = useTranslation("funnels");
  const { id } = useProject();
  const [interval, setInterval] = useState<(typeof INTERVALS)[number]>("day");
  const [view, setView] = useState<View>("chart");
  const asked = { ...body, kind: "funnel_trend", interval } as unknown as Schemas["CourseBody"];
  const found = useQuery({
    queryKey: ["insight", id, "funnel/trend", asked],
    queryFn: ({ signal }) => answered(api.POST("/api/insight/funnel/trend", { body: asked, signal })),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={style.stack}>
      <div className={style.row}>
        <Segmented size="small" aria-label={t("interval")} value={interval} options={INTERVALS.map((value) => ({ value, label: t(`by.${value}`) }))} onChange={setInterval} />
        <span className={style.grow} />
        <ViewSwitch view={view} onChange={setView} />
      </div>
      {found.isError ? <Failed error={found.error} retry={() => void found.refetch()} small /> : null}
      {found.isPending ? <Loading height={300} /> : null}
      {found.data ? <CourseLines asked={asked} course={found.data} words={words} chart={chart} view={view} height={300} /> : null}
    </div>
  );
}

interface LinesProps extends Pick<Props, "words" | "chart"> {
  asked: Schemas["CourseBody"];
  course: Schemas["Course"];
  height: number;
  view?: View;
}

export function CourseLines({ asked, course, words, chart, height, view }: LinesProps) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const interval = asked.interval ?? "day";
  const annotations = useAnnotations(course.buckets);
  const parts = course.breakdown ?? [];
  const lines = parts.length ? parts : [course.whole];
  const open = ({ series, bucket }: Point) => {
    // Only the whole funnel can say who is behind one day of it.
    if (parts.length || series < 0) return;
    const when = format.bucket(course.buckets[bucket]!, interval);
    openPeople({
      // The clock stands still at the moment of the answer, so that as many people are listed as the number says.
      query: { ...asked, kind: "funnel_trend", now: course.computed.at } as unknown as { kind: string },
      cell: { entered: course.buckets[bucket], dropped: false },
      title: t("enteredAndConverted", { when }),
      count: course.whole.converted[bucket],
    });
  };
  return (
    <Line
      ref={chart}
      view={view}
      label={t("shows.course")}
      series={lines.map((line) => ({ name: parts.length ? words.value(line.value) : t("total"), values: line.rate, other: line.value === OTHER }))}
      buckets={course.buckets}
      complete={course.complete}
      interval={interval}
      annotations={annotations}
      format={(value) => format.percent(value)}
      formatAxis={(value) => format.percent(value, 0)}
      height={height}
      onPoint={open}
    />
  );
}
