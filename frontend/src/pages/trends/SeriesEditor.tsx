/** One series: which events, measured how. */
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { EventFilterEditor, PropertyPicker } from "@/shared/query";
import { type Measure, MEASURES, type SeriesAsked, wantsNumber } from "./query";
import style from "./Trends.module.css";

interface Props {
  letter: string;
  value: SeriesAsked;
  onChange: (series: SeriesAsked) => void;
  onRemove?: () => void;
}

export function SeriesEditor({ letter, value, onChange, onRemove }: Props) {
  const { t } = useTranslation("trends");
  const { measure, property, ...filter } = value;
  const groups = [
    { label: t("ofEvents"), options: options(MEASURES.filter((one) => !wantsNumber(one))) },
    { label: t("ofNumber"), options: options(MEASURES.filter(wantsNumber)) },
  ];
  function options(measures: readonly Measure[]) {
    return measures.map((one) => ({ value: one, label: t(`measure.${one}`) }));
  }
  return (
    <div className={style.series}>
      <EventFilterEditor
        any
        value={filter}
        label={t("eventOf", { letter })}
        onChange={(next) => onChange({ ...next, measure, ...(property !== undefined && { property }) })}
        onRemove={onRemove}
        before={<span className={style.letter}>{letter}</span>}
      />
      <div className={style.measure}>
        <Select<Measure>
          size="small"
          value={measure}
          options={groups}
          popupMatchSelectWidth={false}
          aria-label={t("measureOf", { letter })}
          onChange={(next) => onChange({ ...value, measure: next })}
        />
        {wantsNumber(measure) && (
          <PropertyPicker
            of={["event"]}
            types={["number"]}
            event={value.event}
            label={t("propertyOf", { letter })}
            value={property === undefined ? undefined : { of: "event", property }}
            onChange={(chosen) => onChange({ ...value, property: chosen.property })}
          />
        )}
      </div>
    </div>
  );
}
