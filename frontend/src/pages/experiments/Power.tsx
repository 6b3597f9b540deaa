/** How many people and days the experiment needs, worked out from the metric's history. */
import { useMutation } from "@tanstack/react-query";
import { Button, Form, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "../flags/Flags.module.css";
import { type Draft, powerOf } from "./draft";
import { useChange } from "./useExperiments";

export function Power({ draft, put }: { draft: Draft; put: (some: Partial<Draft>) => void }) {
  const { t } = useTranslation("experiments");
  const format = useFormat();
  const change = useChange();
  const tell = useTell();
  const ask = useMutation({
    mutationFn: (body: object) => answered(api.POST("/api/experiments/power", { body: body as never })),
    onError: tell.refusedAbout,
  });
  const body = powerOf(draft);
  // What was said of another plan is shown no more.
  const said = JSON.stringify(ask.variables) === JSON.stringify(body) ? ask.data : undefined;
  return (
    <section className={css.rule} aria-label={t("power")}>
      <div className={css.line}>
        <label className={css.line}>
          {t("effect")}
          <InputNumber min={0.1} max={1000} value={draft.effect} suffix="%" onChange={(effect) => put({ effect: effect ?? 5 })} />
        </label>
        <Button disabled={!draft.primary} loading={ask.isPending} onClick={() => ask.mutate(body)}>{t("powerAsk")}</Button>
      </div>
      {said && said.people === null && <p className={css.weak}>{t("powerLittle")}</p>}
      {said && said.people !== null && (
        <>
          <p role="status">{t("powerSays", { people: format.number(said.people), days: format.number(said.days), effect: change(draft.effect / 100) })}</p>
          <ul className={css.weak}>
            {said.weeks.map((one) => (
              <li key={one.weeks}>{t("powerWeek", { weeks: one.weeks, people: format.number(one.people), effect: change(one.effect) })}</li>
            ))}
          </ul>
          <div>
            <Button size="small" onClick={() => put({ planned: said.people })}>{t("usePlan", { people: format.number(said.people) })}</Button>
          </div>
        </>
      )}
      <Form.Item label={t("planned")} htmlFor="experiment-planned" extra={t("plannedWhy")}>
        <InputNumber id="experiment-planned" min={10} value={draft.planned} onChange={(planned) => put({ planned })} />
      </Form.Item>
    </section>
  );
}
