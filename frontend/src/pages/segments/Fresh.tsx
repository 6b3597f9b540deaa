/** How fresh a segment is, in one line: what is promised, or why the promise is not held; and who came and left. */
import { Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/shared/useFormat";
import css from "./Segments.module.css";

export function Fresh({ segment }: { segment: Schemas["SegmentEntry"] }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  const fresh = segment.freshness;
  const at = fresh.as_of ? format.at(fresh.as_of, true) : "";
  if (segment.mode === "snapshot") return <span title={at}>{fresh.as_of && format.ago(fresh.as_of)}</span>;
  if (fresh.stale)
    return (
      <Tooltip title={t(`why.${fresh.why || "behind"}`)}>
        <Tag color="warning" tabIndex={0}>{t("stale")}</Tag>
      </Tooltip>
    );
  const promise = fresh.promise_seconds === null ? t("everyMinutes", { count: minutes(fresh.every_seconds) }) : t("within", { count: fresh.promise_seconds });
  return <span title={at}>{promise}</span>;
}

/** Who came and who left within the last day. */
export function Moved({ segment }: { segment: Schemas["SegmentEntry"] }) {
  const { t } = useTranslation("segments");
  const format = useFormat();
  if (segment.mode === "snapshot") return null;
  const { entered, left } = segment.freshness;
  return (
    <span className={css.moved} title={t("movedDay")}>
      <span aria-label={t("enteredDay", { count: entered })}>+{format.number(entered)}</span>
      <span aria-label={t("leftDay", { count: left })}>−{format.number(left)}</span>
    </span>
  );
}

const minutes = (seconds: number | null) => Math.max(1, Math.round((seconds ?? 60) / 60));
