/** Rules that give many nodes one name: `/products/*` becomes “product”; an empty name takes the node out. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { LazyInput } from "@/shared/query";
import type { PanelProps } from "./Panel";
import style from "./Paths.module.css";
import type { Rule } from "./query";

export function Cleaning({ asked, onChange }: PanelProps) {
  const { t } = useTranslation("paths");
  const rules = asked.clean ?? [];
  const put = (next: Rule[]) => onChange(({ clean: _, ...now }) => (next.length ? { ...now, clean: next } : now));
  const change = (place: number, part: Partial<Rule>) => put(rules.map((rule, n) => (n === place ? { ...rule, ...part } : rule)));
  return (
    <div className={style.rules}>
      {rules.map((rule, place) => (
        <div key={place} className={style.rule}>
          <LazyInput value={rule.match} label={t("match")} placeholder="/products/*" onChange={(match) => match && change(place, { match })} />
          <span aria-hidden>→</span>
          <LazyInput value={rule.name} label={t("becomes")} placeholder={t("takenOut")} onChange={(name) => change(place, { name })} />
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("removeRule", { match: rule.match })} onClick={() => put(rules.filter((_, n) => n !== place))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => put([...rules, { match: "/*", name: "/*" }])}>{t("addRule")}</Button>
    </div>
  );
}
