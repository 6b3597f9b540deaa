/** Everything a person did, session by session, newest first; filtered by event, and from any date back. */
import { Card, DatePicker, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "@/shared/person";
import { useFormat } from "@/shared/useFormat";
import css from "./Profile.module.css";
import { Sessions } from "./Sessions";
import { useSessions } from "./useSessions";

export function Timeline({ person }: { person: Person }) {
  const { t } = useTranslation("profile");
  const format = useFormat();
  const [events, setEvents] = useState<string[]>([]);
  const [until, setUntil] = useState<Dayjs | null>(null);
  const before = until?.add(1, "day").format("YYYY-MM-DDT00:00:00");
  const names = useSessions(person).data?.pages[0]?.names ?? [];
  return (
    <Card size="small">
      <div className={css.bar}>
        <Select<string[]>
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          className={css.filter}
          value={events}
          onChange={setEvents}
          placeholder={t("onlyEvents")}
          aria-label={t("onlyEvents")}
          options={names.map((one) => ({ value: one.event, label: <bdi>{one.event} {format.number(one.count)}</bdi> }))}
          optionFilterProp="value"
        />
        <DatePicker value={until} onChange={setUntil} placeholder={t("jump")} aria-label={t("jump")} disabledDate={(day) => day.isAfter(dayjs().add(1, "day"))} />
      </div>
      <Sessions person={person} events={events} before={before} />
    </Card>
  );
}
