/** A day in the project's time zone, kept as the moment it begins. */
import { DatePicker } from "antd";
import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";
import { useProject } from "@/session/useProject";

dayjs.extend(utc);
dayjs.extend(timezone);

interface Props {
  label: string;
  value?: string;
  onChange: (moment: string | undefined) => void;
}

export default function MomentField({ label, value, onChange }: Props) {
  const zone = useProject().timezone;
  const day = value ? dayjs(value).tz(zone) : null;
  return (
    <DatePicker
      aria-label={label}
      value={day?.isValid() ? dayjs(day.format("YYYY-MM-DD")) : null}
      onChange={(next) => onChange(next ? dayjs.tz(next.format("YYYY-MM-DD"), zone).toISOString() : undefined)}
    />
  );
}
