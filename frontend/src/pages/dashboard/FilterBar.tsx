/** One range of time and one condition for all tiles; without them each tile is asked as its report says. */
import { FilterOutlined } from "@ant-design/icons";
import { Badge, Button, Popover, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { askableCondition, type Condition, ConditionBuilder, isObject, LAST_30_DAYS, type Range, readRange, readWho, TimeRangePicker } from "@/shared/query";
import css from "./Dashboard.module.css";
import type { Filters } from "./useDashboard";

/** Filters in an unknown value, as the address holds them. */
export function readFilters(value: unknown): Filters | undefined {
  if (!isObject(value)) return undefined;
  const range = readRange({ since: value.since ?? undefined, until: value.until ?? undefined });
  const who = readWho({ condition: value.condition ?? undefined });
  return range && who && filters(range, who.condition);
}

const filters = (range: Range, condition: Condition | undefined): Filters => ({
  since: range.since ?? null,
  until: range.until ?? null,
  condition: (condition as Filters["condition"]) ?? null,
});

/** The filters as the server takes them: a condition that is not finished yet is left out. */
export const askableFilters = ({ since, until, condition }: Filters): Filters => ({
  since,
  until,
  condition: (askableCondition((condition as Condition | null) ?? undefined) as Filters["condition"]) ?? null,
});

interface Props {
  filters: Filters;
  onChange: (next: Filters) => void;
  /** Those that the dashboard keeps. */
  own: Filters;
  editing: boolean;
}

export function FilterBar({ filters: now, onChange, own, editing }: Props) {
  const { t } = useTranslation("dashboards");
  const range: Range = { ...(now.since && { since: now.since }), ...(now.until && { until: now.until }) };
  const condition = (now.condition as Condition | null) ?? undefined;
  const ranged = now.since !== null || now.until !== null;
  const changed = JSON.stringify(now) !== JSON.stringify(own);
  return (
    <div className={`${css.filters} ${css.tools}`}>
      <label className={css.filters}>
        <Switch size="small" checked={ranged} onChange={(on) => onChange(filters(on ? LAST_30_DAYS : {}, condition))} />
        {t("oneRange")}
      </label>
      {ranged && <TimeRangePicker value={range} onChange={(next) => onChange(filters(next, condition))} />}
      <Popover
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={<div style={{ width: "min(560px, 84vw)" }}><ConditionBuilder value={condition} onChange={(next) => onChange(filters(range, next))} label={t("who")} /></div>}
      >
        <Badge dot={condition !== undefined}>
          <Button icon={<FilterOutlined />}>{t("who")}</Button>
        </Badge>
      </Popover>
      {changed && !editing && <Button type="link" size="small" onClick={() => onChange(own)}>{t("ownFilters")}</Button>}
      {editing && <span className={css.note}>{t("filtersKept")}</span>}
    </div>
  );
}
