/** The two fields of a project that decide how its numbers read. */
import { Form, Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "./language";

const search = { optionFilterProp: "label" } as const;

export function TimezoneField({ disabled }: { disabled?: boolean }) {
  const { t } = useTranslation("shell");
  const options = useMemo(() => {
    const names = Intl.supportedValuesOf("timeZone");
    return (names.includes("UTC") ? names : ["UTC", ...names]).map((zone) => ({ value: zone, label: `${zone.replaceAll("_", " ")} (${offset(zone)})` }));
  }, []);
  return (
    <Form.Item name="timezone" label={t("project.timezone")} extra={t("project.timezoneWhy")}>
      <Select showSearch={search} options={options} disabled={disabled} />
    </Form.Item>
  );
}

function offset(zone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts();
  return parts.find((part) => part.type === "timeZoneName")?.value.replace("GMT", "UTC") ?? "";
}

const FIRST = ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "SGD", "INR"];

export function CurrencyField({ disabled }: { disabled?: boolean }) {
  const { t } = useTranslation("shell");
  const options = useMemo(() => {
    const names = new Intl.DisplayNames([currentLanguage()], { type: "currency" });
    const codes = [...FIRST, ...Intl.supportedValuesOf("currency").filter((code) => !FIRST.includes(code))];
    return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
  }, []);
  return (
    <Form.Item name="currency" label={t("project.currency")}>
      <Select showSearch={search} options={options} disabled={disabled} />
    </Form.Item>
  );
}
