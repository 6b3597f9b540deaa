/** Events per minute of the last half hour: what the server has counted, and what has come since. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";
import { perMinute } from "./event";
import style from "./Live.module.css";

const MINUTES = 30;

interface Props {
  counts: ReadonlyMap<number, number>;
  event: string | null;
  person: string;
}

export function Minutes({ counts, event, person }: Props) {
  const { t } = useTranslation("live");
  const format = useFormat();
  const now = useNow();
  const before = useBefore(event, person === "");
  const bars = useMemo(() => perMinute(counts, now, MINUTES).map((bar) => ({ ...bar, count: Math.max(bar.count, before.get(bar.at) ?? 0) })), [counts, now, before]);
  const most = Math.max(...bars.map((bar) => bar.count), 1);
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  return (
    <figure className={style.figure}>
      <div className={style.minutes} role="img" aria-label={t("minutesLabel", { count: total, events: format.number(total), now: format.number(bars.at(-1)?.count) })}>
        {bars.map((bar) => (
          <i
            key={bar.at}
            data-now={bar === bars.at(-1) || undefined}
            style={{ height: `${bar.count ? Math.max((bar.count / most) * 100, 4) : 0}%` }}
            title={`${format.time(bar.at)} · ${format.number(bar.count)}`}
          />
        ))}
      </div>
      <figcaption className={style.caption}>
        <span>{format.time(bars[0]!.at)}</span>
        <span>{t("perMinute", { count: total, events: format.number(total) })}</span>
        <span>{t("now")}</span>
      </figcaption>
    </figure>
  );
}

/** The clock, once a second, while the page is looked at. */
function useNow() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const NONE: ReadonlyMap<number, number> = new Map();

/** The minutes before the page was opened; of one person only what the stream brings is known. */
function useBefore(event: string | null, enabled: boolean): ReadonlyMap<number, number> {
  const { id } = useProject();
  const found = useQuery({
    queryKey: ["live minutes", id, event],
    queryFn: async ({ signal }) => {
      const body = { kind: "trend", series: [{ event, measure: "total" }], interval: "minute", since: `-${MINUTES - 1}min` } as unknown as Schemas["TrendBody"];
      const drawn = await answered(api.POST("/api/insight/trend", { body, signal }));
      const values = drawn.series[0]?.values ?? [];
      return new Map(drawn.buckets.map((bucket, n) => [Date.parse(bucket), values[n] ?? 0] as const));
    },
    refetchInterval: 60_000,
    enabled,
  });
  return (enabled && found.data) || NONE;
}
