/** From one day to another, both included. */
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import type { Range } from "./range";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = (text: string | undefined) => (text && DAY.test(text) ? dayjs(text) : null);

export default function FixedRange({ value, onChange }: { value: Range; onChange: (range: Range) => void }) {
  const { t } = useTranslation("query");
  return (
    <DatePicker.RangePicker
      defaultValue={[day(value.since), day(value.until)]}
      placeholder={[t("firstDay"), t("lastDay")]}
      allowEmpty={[false, true]}
      getPopupContainer={(field) => field.parentElement ?? document.body}
      onChange={(days) => {
        const [since, until] = days ?? [];
        if (since) onChange({ since: since.format("YYYY-MM-DD"), ...(until && { until: until.format("YYYY-MM-DD") }) });
      }}
    />
  );
}
