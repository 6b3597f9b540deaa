/** One number as the hero of a card: its value, its change with arrow and word, the line it came along. */
import { ArrowDownOutlined, ArrowRightOutlined, ArrowUpOutlined, InfoCircleOutlined } from "@ant-design/icons";
import { Skeleton, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { told } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import style from "./Kpi.module.css";
import { Spark } from "./Spark";
import type { Good, KpiProps } from "./types";

export function Kpi({ label, value, delta, against, good = "up", spark, onClick, href, hint, loading, error }: KpiProps) {
  const shown = value ?? "—";
  const number = href ? (
    <Link to={href} className={style.value}>
      {shown}
    </Link>
  ) : onClick ? (
    <button type="button" onClick={onClick} className={style.value}>
      {shown}
    </button>
  ) : (
    <span className={style.value}>{shown}</span>
  );
  return (
    <section className={style.kpi} aria-busy={loading}>
      <div className={style.label}>
        <span>{label}</span>
        {hint && (
          <Tooltip title={hint}>
            <InfoCircleOutlined tabIndex={0} aria-label={hint} />
          </Tooltip>
        )}
      </div>
      {loading ? <Skeleton active title={{ width: 90 }} paragraph={{ rows: 1, width: 130 }} /> : number}
      {!loading && (error ? <Refused error={error} /> : <Change delta={delta} good={good} against={against} />)}
      {!loading && spark && (
        <div className={style.spark}>
          <Spark values={spark} good="neither" worse={delta ? good !== "neither" && delta > 0 !== (good === "up") : false} />
        </div>
      )}
    </section>
  );
}

function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation("states");
  return <div className={style.change} role="alert">{told(error, t("unreachable"), t("unknown")).sentence}</div>;
}

/** A change is never told by colour alone: arrow, number, and what it is measured against. */
export function Change({ delta, good = "up", against }: { delta?: number | null; good?: Good; against?: string }) {
  const format = useFormat();
  const { t } = useTranslation("chart");
  if (delta === undefined) return null;
  if (delta === null) return <div className={style.change}>{t("noComparison")}</div>;
  const flat = Math.abs(delta) < 0.0005;
  const Arrow = flat ? ArrowRightOutlined : delta > 0 ? ArrowUpOutlined : ArrowDownOutlined;
  const mood = flat || good === "neither" ? "" : delta > 0 === (good === "up") ? style.better : style.worse;
  return (
    <div className={style.change}>
      <span className={mood}>
        <Arrow aria-label={flat ? t("unchanged") : delta > 0 ? t("up") : t("down")} /> {format.percent(Math.abs(delta))}
      </span>{" "}
      {against}
    </div>
  );
}
