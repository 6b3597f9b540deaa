/** The funnel as a table: a line a step, or a line a value of the breakdown; every count opens its people. */
import { useTranslation } from "react-i18next";
import twin from "@/chart/Twin.module.css";
import type { FunnelPart, FunnelStep } from "@/chart";
import { useFormat } from "@/shared/useFormat";
import type { Behind } from "./Result";

interface Props {
  steps: readonly FunnelStep[];
  parts?: readonly FunnelPart[];
  behind: Behind;
}

export function Detail({ steps, parts, behind }: Props) {
  const { t } = useTranslation("funnels");
  return (
    <div className={twin.scroll} tabIndex={0} role="region" aria-label={t("detail")}>
      {parts?.length ? <ByValue steps={steps} parts={parts} behind={behind} /> : <ByStep steps={steps} behind={behind} />}
    </div>
  );
}

function ByStep({ steps, behind }: Omit<Props, "parts">) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const heads = ["people", "lost", "stepRate", "wholeRate", "median", "mean"] as const;
  return (
    <table className={twin.twin}>
      <thead>
        <tr>
          <th scope="col">{t("step")}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className={twin.number}>{t(`column.${head}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map((step, n) => (
          <tr key={n}>
            <th scope="row" title={step.name}>{n + 1}{"  "}<bdi>{step.name}</bdi></th>
            <td className={twin.number}><Count people={step.people} open={() => behind(n, "in")} told={t("tookStep", { place: n + 1, name: step.name })} /></td>
            <td className={twin.number}>
              {n > 0 ? <Count people={steps[n - 1]!.people - step.people} open={() => behind(n, "out")} told={t("leftBefore", { place: n + 1, name: step.name })} /> : "—"}
            </td>
            <td className={twin.number}>{format.percent(step.from_previous)}</td>
            <td className={twin.number}>{format.percent(step.from_start)}</td>
            <td className={twin.number}>{format.duration(step.median_seconds)}</td>
            <td className={twin.number}>{format.duration(step.mean_seconds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ByValue({ steps, parts, behind }: Required<Props>) {
  const { t } = useTranslation("funnels");
  const format = useFormat();
  const lines = [{ name: t("everyone"), steps, part: undefined as number | undefined }, ...parts.map((part, n) => ({ ...part, part: n }))];
  return (
    <table className={twin.twin}>
      <thead>
        <tr>
          <th scope="col">{t("value")}</th>
          {steps.map((step, n) => (
            <th key={n} scope="col" className={twin.number} title={step.name}>{n + 1}{"  "}<bdi>{step.name}</bdi></th>
          ))}
          <th scope="col" className={twin.number}>{t("column.wholeRate")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <tr key={at}>
            <th scope="row" title={line.name}><bdi>{line.name}</bdi></th>
            {line.steps.map((step, n) => (
              <td key={n} className={twin.number}>
                <Count people={step.people} open={() => behind(n, "in", line.part)} told={`${line.name} · ${t("tookStep", { place: n + 1, name: steps[n]!.name })}`} />
                {n > 0 ? <> · {format.percent(step.from_previous)}</> : null}
              </td>
            ))}
            <td className={twin.number}><b>{format.percent(line.steps.at(-1)?.from_start)}</b></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Count({ people, open, told }: { people: number; open: () => void; told: string }) {
  const format = useFormat();
  const text = format.number(people);
  return people > 0 ? <button type="button" className={twin.press} onClick={open} title={told}>{text}</button> : text;
}
