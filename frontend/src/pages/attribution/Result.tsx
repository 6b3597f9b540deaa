/** The answer: models beside each other for every channel, what stands out, and how far each can be trusted. */
import { Alert, Segmented, Tag, Tooltip } from "antd";
import { useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type ChartHandle, Kpi, photographed, type Table } from "@/chart";
import { openPeople } from "@/shared/PeopleDrawer";
import { useValueName } from "@/shared/report";
import { Empty } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTheme } from "@/shell/ThemeProvider";
import style from "./Attribution.module.css";
import { type Attributed, barOf, doubted, sumOf } from "./credits";
import { type AttributionAsked, type Show, SHOWS } from "./query";

interface Props {
  asked: AttributionAsked;
  body: object;
  answer: Attributed;
  onChange: (next: (now: AttributionAsked) => AttributionAsked) => void;
  chart: React.RefObject<ChartHandle | null>;
  /** Only the models: on a dashboard. */
  bare?: boolean;
}

export function Result({ asked, body, answer, onChange, chart, bare }: Props) {
  const { t } = useTranslation("attribution");
  const format = useFormat();
  const named = useValueName();
  if (answer.channels.length === 0) {
    const nothing = <Empty small title={t("noTouch")}>{t("noTouchWhy", { channel: asked.channel })}</Empty>;
    return bare ? nothing : <section className={style.card}>{nothing}</section>;
  }
  const models = <Models asked={asked} body={body} answer={answer} chart={chart} />;
  if (bare) return models;
  return (
    <>
      <section className={style.card}>
        <div className={style.heads}>
          <Kpi label={t("conversions")} value={format.number(answer.conversions)} />
          <Kpi label={t("touched")} value={format.percent(answer.conversions ? answer.touched / answer.conversions : null)} hint={t("touchedHint")} />
          {asked.value && <Kpi label={t("worth")} value={format.number(answer.value, 0)} />}
          <Kpi label={t("base")} value={format.number(answer.base, 0)} hint={t("baseHint")} />
        </div>
        {doubted(answer).map((one) => (
          <Alert
            key={one.place}
            type="warning"
            showIcon
            className={style.doubt}
            title={t(one.experiment ? "doubtTested" : "doubt", {
              channel: named(answer.channels[one.place]!.channel),
              low: format.percent(one.low, 0),
              high: format.percent(one.high, 0),
              added: format.percent(one.added, 0),
              experiment: one.experiment,
            })}
          />
        ))}
      </section>
      <section className={style.card}>
        <div className={style.tools}>
          <h2>{t("models")}</h2>
          <Segmented<Show>
            value={asked.show}
            aria-label={t("show")}
            options={SHOWS.filter((show) => asked.value || (show !== "value" && show !== "roas")).map((value) => ({ value, label: t(`shows.${value}`) }))}
            onChange={(show) => onChange((now) => ({ ...now, show }))}
          />
        </div>
        {models}
      </section>
      <Evidence answer={answer} />
    </>
  );
}

function useSaid(show: Show) {
  const format = useFormat();
  return (value: number | null | undefined) => {
    if (value == null) return "—";
    if (show === "share") return format.percent(value);
    return format.number(value, show === "conversions" || show === "value" ? 1 : 2);
  };
}

type ModelsProps = Pick<Props, "asked" | "body" | "answer" | "chart">;

function Models({ asked, body, answer, chart }: ModelsProps) {
  const { t } = useTranslation("attribution");
  const { palette } = useTheme();
  const format = useFormat();
  const [named, said] = [useValueName(), useSaid(asked.show)];
  const place = useRef<HTMLDivElement>(null);
  const table = (): Table => ({
    columns: [t("channel"), t("touches"), t("convertedPeople"), t("cost"), ...answer.models.map(({ model }) => t(`model.${model}`))],
    rows: answer.channels.map((one, row) => [
      named(one.channel), one.touches, one.converted, one.cost, ...answer.models.map(({ credits }) => credits[row]![asked.show] ?? null),
    ]),
  });
  useImperativeHandle(chart, () => ({ table, png: () => photographed(place.current!, t("models"), palette) }));
  const who = (row: number, converted: boolean) => {
    const one = answer.channels[row]!;
    openPeople({
      query: { kind: "attribution", ...body, now: answer.computed.at },
      cell: { channel: one.channel, converted },
      title: t(converted ? "cellConverted" : "cellMet", { channel: named(one.channel) }),
      count: converted ? one.converted : one.people,
    });
  };
  return (
    <div className={style.scroll} tabIndex={0} role="region" aria-label={t("models")}>
      <div ref={place}>
        <table className={style.models}>
          <thead>
            <tr>
              <th scope="col">{t("channel")}</th>
              <th scope="col" className={style.number}>{t("people")}</th>
              <th scope="col" className={style.number}>{t("convertedPeople")}</th>
              <th scope="col" className={style.number}>{t("cost")}</th>
              {answer.models.map(({ model, grade }) => (
                <th key={model} scope="col" className={style.number} data-grade={grade}>
                  <Tooltip title={t(`modelHint.${model}`)}><span tabIndex={0}>{t(`model.${model}`)}</span></Tooltip>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.channels.map((one, row) => (
              <tr key={row}>
                <th scope="row"><bdi>{named(one.channel)}</bdi></th>
                <td className={style.number}><button type="button" className={style.link} onClick={() => who(row, false)}>{format.number(one.people)}</button></td>
                <td className={style.number}><button type="button" className={style.link} onClick={() => who(row, true)}>{format.number(one.converted)}</button></td>
                <td className={style.number}>{one.cost === null ? "—" : format.number(one.cost, 0)}</td>
                {answer.models.map(({ model, credits, grade }) => (
                  <td key={model} className={style.number} data-grade={grade}>
                    {said(credits[row]![asked.show])}
                    <span className={style.bar} aria-hidden><span style={{ width: `${100 * barOf(credits, row, asked.show)}%` }} /></span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {sumOf(answer.models[0]!.credits, asked.show) !== null && (
            <tfoot>
              <tr>
                <th scope="row" colSpan={4}>{t("sum")}</th>
                {answer.models.map(({ model, credits, grade }) => (
                  <td key={model} className={style.number} data-grade={grade}>{said(sumOf(credits, asked.show))}</td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      <p className={style.hint}>{t("grades.path")}</p>
      <p className={style.hint}>{t("grades.model")}</p>
    </div>
  );
}

/** What each channel added, how sure that is, and from what it is known. */
function Evidence({ answer }: { answer: Attributed }) {
  const { t } = useTranslation("attribution");
  const format = useFormat();
  const named = useValueName();
  return (
    <section className={style.card}>
      <div className={style.tools}><h2>{t("added")}</h2></div>
      <div className={style.scroll} tabIndex={0} role="region" aria-label={t("added")}>
        <table className={style.models}>
          <thead>
            <tr>
              <th scope="col">{t("channel")}</th>
              <th scope="col" className={style.number}>{t("addedConversions")}</th>
              <th scope="col" className={style.number}>{t("interval")}</th>
              <th scope="col">{t("evidence")}</th>
            </tr>
          </thead>
          <tbody>
            {answer.added.map((one, row) => (
              <tr key={row}>
                <th scope="row"><bdi>{named(answer.channels[row]!.channel)}</bdi></th>
                <td className={style.number}>{format.number(one.conversions, 1)}</td>
                <td className={style.number}>{format.number(one.low, 0)} … {format.number(one.high, 0)}</td>
                <td>
                  <Tag>{t(`grade.${one.grade}`)}</Tag>
                  {one.experiment && (
                    <span className={style.why}>
                      {t("tested", {
                        experiment: one.experiment,
                        held: one.held,
                        low: format.percent(one.share_low, 0),
                        high: format.percent(one.share_high, 0),
                        people: format.number((one.people as number[]).reduce((sum, each) => sum + each, 0)),
                      })}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
