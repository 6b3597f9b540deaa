/** A day in the project's time zone, kept as the moment it begins. */
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useProject } from "@/session/useProject";
import { dayIn, dayStart } from "@/shared/format";

interface Props {
  label: string;
  value?: string;
  onChange: (moment: string | undefined) => void;
}

export default function MomentField({ label, value, onChange }: Props) {
  const zone = useProject().timezone;
  const known = value !== undefined && !Number.isNaN(Date.parse(value));
  return (
    <DatePicker
      aria-label={label}
      value={known ? dayjs(dayIn(zone, value)) : null}
      onChange={(next) => onChange(next ? dayStart(zone, next.format("YYYY-MM-DD")) : undefined)}
    />
  );
}
