/** How many take each step: bars whose hatched rest is those who left, with words beside the bars and never on them. */
import { useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { NOTHING } from "@/shared/format";
import { Empty } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import style from "./Funnel.module.css";
import { Legend } from "./Legend";
import { photographed } from "./picture";
import { Twin } from "./Twin";
import type { FunnelPart, FunnelProps, FunnelStep, Table } from "./types";

const LINES = [1, 0.8, 0.6, 0.4, 0.2, 0];
const MOST = 8;

export function FunnelChart(props: FunnelProps) {
  const { steps, breakdown, label, view, ref } = props;
  const { palette } = useTheme();
  const { t } = useTranslation("chart");
  const format = useFormat();
  const place = useRef<HTMLDivElement>(null);
  const table = useTable(props);
  useImperativeHandle(ref, () => ({ table: () => table, png: () => photographed(place.current!, label, palette) }));
  const parts = breakdown?.slice(0, MOST) ?? [];
  const colours = parts.map((part, n) => (part.other ? palette.label : palette.series[n % MOST]!));
  if (steps.length === 0 || steps[0]!.people === 0) return <Empty small title={t("nobodyStarted")} />;
  if (view === "table") return <Twin table={table} label={label} />;
  return (
    <div className={style.place} data-grouped={parts.length > 0 || undefined} ref={place} role="group" aria-label={label}>
      {parts.length > 0 && (
        <Legend series={parts.map((part, n) => ({ place: n, name: part.name, colour: colours[n]! }))} more={breakdown!.length - parts.length} />
      )}
      <div className={style.scroll}>
        <div className={style.axis} aria-hidden>
          {LINES.map((line) => (
            <span key={line} style={{ bottom: `${line * 100}%` }}>{format.percent(line, 0)}</span>
          ))}
        </div>
        <ol className={style.steps}>
          {steps.map((step, n) => (
            <Step key={n} n={n} steps={steps} parts={parts} colours={colours} onStep={props.onStep} step={step} />
          ))}
        </ol>
      </div>
    </div>
  );
}

interface StepProps extends Pick<FunnelProps, "steps" | "onStep"> {
  n: number;
  step: FunnelStep;
  parts: readonly FunnelPart[];
  colours: readonly string[];
}

function Step({ n, step, steps, parts, colours, onStep }: StepProps) {
  const { t } = useTranslation("chart");
  const format = useFormat();
  const left = n === 0 ? 0 : steps[n - 1]!.people - step.people;
  const people = t("nPeople", { count: step.people, people: format.number(step.people) });
  return (
    <li className={style.step}>
      <div className={style.head}>
        <b>{format.percent(step.from_start)}</b>
        <Press className={style.people} on={step.people > 0 && onStep ? () => onStep(n, "in") : undefined} told={t("whoTook", { step: step.name })}>
          {people}
        </Press>
      </div>
      <div className={style.plot}>
        {LINES.map((line) => (
          <i key={line} className={style.line} style={{ bottom: `${line * 100}%` }} />
        ))}
        {parts.length === 0 ? <Bar n={n} steps={steps} onStep={onStep} /> : <Group n={n} parts={parts} colours={colours} onStep={onStep} />}
      </div>
      <div className={style.foot}>
        <div className={style.name} title={step.name}>
          <span className={style.badge}>{n + 1}</span>
          <bdi>{step.name}</bdi>
        </div>
        {n > 0 && (
          <dl className={style.facts}>
            <dt>{t("stepRate")}</dt>
            <dd>{format.percent(step.from_previous)}</dd>
            <dt>{t("left")}</dt>
            <dd>
              <Press className={style.left} on={left > 0 && onStep ? () => onStep(n, "out") : undefined} told={t("whoLeft", { step: step.name })}>
                {format.number(left)}
              </Press>
            </dd>
            <dt>{t("median")}</dt>
            <dd>{format.duration(step.median_seconds)}</dd>
          </dl>
        )}
      </div>
    </li>
  );
}

function Bar({ n, steps, onStep }: Pick<StepProps, "n" | "steps" | "onStep">) {
  const share = steps[n]!.from_start ?? 0;
  const before = n === 0 ? share : (steps[n - 1]!.from_start ?? 0);
  return (
    <>
      {before > share && (
        <div
          className={style.gone}
          data-hatch
          data-press={onStep ? "" : undefined}
          style={{ "--from": share, "--to": before } as React.CSSProperties}
          onClick={onStep && (() => onStep(n, "out"))}
        />
      )}
      <div
        className={style.bar}
        data-press={onStep ? "" : undefined}
        style={{ "--share": share } as React.CSSProperties}
        onClick={onStep && (() => onStep(n, "in"))}
      />
    </>
  );
}

function Group({ n, parts, colours, onStep }: Pick<StepProps, "n" | "parts" | "colours" | "onStep">) {
  const format = useFormat();
  return (
    <div className={style.group}>
      {parts.map((part, at) => {
        const step = part.steps[n];
        const told = `${part.name} · ${format.percent(step?.from_start)} · ${format.number(step?.people)}`;
        return (
          <div key={at} className={style.one}>
            <button
              type="button"
              className={style.thin}
              title={told}
              aria-label={told}
              disabled={!onStep || !step?.people}
              style={{ "--share": step?.from_start ?? 0, background: colours[at] } as React.CSSProperties}
              onClick={() => onStep?.(n, "in", at)}
            />
            <span className={style.tip} style={{ "--share": step?.from_start ?? 0 } as React.CSSProperties}>
              {step?.from_start === null || step === undefined ? NOTHING : format.percent(step.from_start, 0)}
            </span>
          </div>
        );
      })}
    </div>
  );
}

function Press({ on, told, className, children }: { on?: () => void; told: string; className?: string; children: React.ReactNode }) {
  if (!on) return <span className={className}>{children}</span>;
  return (
    <button type="button" className={`${className} ${style.press}`} onClick={on} title={told}>
      {children}
    </button>
  );
}

function useTable({ steps, breakdown }: FunnelProps): Table {
  const { t } = useTranslation("chart");
  const format = useFormat();
  const facts = (step: FunnelStep) => [step.people, format.percent(step.from_previous), format.percent(step.from_start), format.duration(step.median_seconds)];
  const columns = [t("step"), t("people"), t("stepRate"), t("wholeRate"), t("median")];
  if (!breakdown?.length) return { columns, rows: steps.map((step, n) => [`${n + 1} ${step.name}`, ...facts(step)]) };
  const all = [{ name: t("everyone"), steps }, ...breakdown];
  return {
    columns: [t("group"), ...columns],
    rows: all.flatMap((part) => part.steps.map((step, n) => [part.name, `${n + 1} ${step.name}`, ...facts(step)])),
  };
}
