/** Until when the data counts, and how a number came to be: its definition, filters, zone and how long it took. */
import { Popover } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/useFormat";
import type { Computed } from "./answer";
import style from "./ReportFrame.module.css";

export function ComputedBy({ computed, told }: { computed: Computed; told?: ReactNode }) {
  const { t } = useTranslation("report");
  const format = useFormat();
  const took = format.duration(computed.elapsed_ms / 1000);
  const until = computed.data_until ? format.at(computed.data_until, true) : t("noData");
  const facts = (
    <dl className={style.facts}>
      {told && <Fact name={t("counts")}>{told}</Fact>}
      <Fact name={t("dataUntil")}>{until}</Fact>
      <Fact name={t("zone")}>{format.zone}</Fact>
      <Fact name={t("computedAt")}>{format.at(computed.at, true)}</Fact>
      <Fact name={t("elapsed")}>{took}</Fact>
      {computed.plan && (
        <Fact name={t("readFrom")}>
          {t(`tables.${computed.plan.table}`)}
          <br />
          {t(`because.${computed.plan.because}`)}
        </Fact>
      )}
      <Fact name={t("definition")}>
        <code>{computed.definition}</code>
        <br />
        {t("definitionNote")}
      </Fact>
    </dl>
  );
  return (
    <footer className={style.foot}>
      <span>{t("until", { until })}</span>
      <span>{t("took", { took })}</span>
      <Popover trigger="click" title={t("how")} content={facts} placement="topLeft">
        <button type="button">{t("how")}</button>
      </Popover>
    </footer>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
