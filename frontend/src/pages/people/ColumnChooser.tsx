/** Which properties stand as columns: added from the catalogue, taken away by name. */
import { CloseOutlined, TableOutlined } from "@ant-design/icons";
import { Button, Popover } from "antd";
import { useTranslation } from "react-i18next";
import { PropertyPicker } from "@/shared/query";
import css from "./People.module.css";

const PEOPLE = ["person"] as const;

export function ColumnChooser({ value, onChange }: { value: string[]; onChange: (columns: string[]) => void }) {
  const { t } = useTranslation("people");
  const content = (
    <div className={css.columns}>
      {value.map((name) => (
        <div key={name}>
          <bdi>{name}</bdi>
          <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("without", { name })} onClick={() => onChange(value.filter((each) => each !== name))} />
        </div>
      ))}
      <PropertyPicker of={PEOPLE} look="add" placeholder={t("addColumn")} onChange={({ property }) => value.includes(property) || onChange([...value, property])} />
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button icon={<TableOutlined />}>{t("columns")}</Button>
    </Popover>
  );
}
