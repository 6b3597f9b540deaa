/** Trace: a payment back to its first exposure and on to whom it led, the trees of word of mouth, and where it all came from. */
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Flow } from "./Flow";
import { Payments } from "./Payments";
import css from "./Trace.module.css";
import { Waterfall } from "./Waterfall";
import { WordOfMouth } from "./WordOfMouth";

const SIDES = ["payments", "mouth", "flow"] as const;
type Side = (typeof SIDES)[number];

export default function Trace() {
  const { t } = useTranslation("trace");
  const [params, setParams] = useSearchParams();
  const side = SIDES.find((one) => one === params.get("side")) ?? "payments";
  const event = params.get("event");
  return (
    <div className={css.page}>
      <header className={css.title}>
        <h1>{t("title")}</h1>
        <Segmented<Side>
          value={side}
          aria-label={t("title")}
          options={SIDES.map((value) => ({ value, label: t(`side.${value}`) }))}
          onChange={(next) => setParams(next === "payments" ? {} : { side: next })}
        />
      </header>
      {side === "payments" && (event ? <Waterfall event={event} /> : <Payments />)}
      {side === "mouth" && <WordOfMouth />}
      {side === "flow" && <Flow />}
    </div>
  );
}
