/** The words of bottlenecks, and their table: in formats for the eye, raw for a file. */
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/client";
import type { Table } from "@/chart";
import { dayIn } from "@/shared/format";
import { useValueName } from "@/shared/report";
import { useFormat } from "@/shared/useFormat";
import type { Bottleneck } from "../map/useMaps";
import { NUMBERS, type Of, rowsOf } from "./table";

/** Something in the way as it reads, and how often it was before and is now. */
export function useSignal(step: (key: string) => string) {
  const { t } = useTranslation("bottlenecks");
  const format = useFormat();
  return (one: Schemas["Signal"]) => ({
    says: t(`signal.${one.kind}`, { name: one.kind === "back" ? step(one.name) : one.name, limit: format.duration(one.limit_seconds) }),
    share:
      one.kind === "dwell"
        ? t("stays", { went: format.percent(one.before), lost: format.percent(one.now) })
        : `${format.percent(one.before)} → ${format.percent(one.now)}`,
  });
}

/** With all numbers, or with `some` of them. */
export function useTable(names: Readonly<Record<string, string>>, items: readonly Bottleneck[], some: readonly Of[] = NUMBERS): { shown: () => Table; file: () => Table } {
  const { t } = useTranslation("bottlenecks");
  const format = useFormat();
  const valueName = useValueName();
  const step = (key: string) => names[key] ?? key;
  const signal = useSignal(step);
  const shown = (n: number, of: Of) => {
    if (of === "rate" || of === "reference_rate" || of === "recovery") return format.percent(n);
    return of === "entered_per_week" || of === "lost_per_week" ? format.number(n, 0) : format.money(n, { compact: true });
  };
  const words = {
    step,
    group: ({ group }: Bottleneck) => (group ? `${group.dimension} = ${valueName(group.value)}` : t("everybody")),
    grade: (one: Bottleneck["evidence"]) => t(`evidence.${one}`),
    signal: (one: Schemas["Signal"]) => {
      const { says, share } = signal(one);
      return `${says} ${share}`;
    },
  };
  const table = (of: readonly Of[], how: Pick<Parameters<typeof rowsOf>[2], "day" | "number">): Table => ({
    columns: ["#", t("way"), t("group"), t("sinceDay"), t("untilDay"), t("grade"), ...of.map((one) => t(`number.${one}`)), t("friction")],
    rows: rowsOf(items, of, { ...words, ...how }),
  });
  return {
    shown: () => table(some, { day: format.day, number: shown }),
    file: () => table(NUMBERS, { day: (when) => dayIn(format.zone, when), number: (n) => n }),
  };
}
