/** Get started: from a key to the first own insight in four steps, ticked by what really happened. */
import { CheckOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay, useProject } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { linkTo } from "@/shared/urlState";
import { Ring } from "@/shell/Progress";
import { type Step, STEPS, useProgress, useSteps } from "@/shell/useProgress";
import { firstSteps } from "../funnels/funnel";
import { FirstEvent } from "./FirstEvent";
import { Install } from "./Install";
import css from "./Start.module.css";

export default function Start() {
  const { t } = useTranslation(["start", "pages"]);
  const progress = useProgress();
  const state = useSteps();
  if (progress.error && !progress.data) return <Failed error={progress.error} retry={() => void progress.refetch()} />;
  if (!state) return <Loading rows={8} />;
  const count = STEPS.filter((step) => state[step]).length;
  return (
    <div className={css.start}>
      <header className={css.top}>
        <div>
          <h1>{t("pages:start")}</h1>
          <p>{t(count === STEPS.length ? "finished" : "lead")}</p>
        </div>
        <div className={css.ring}><Ring share={count / STEPS.length} size={40} /><b>{count}/{STEPS.length}</b></div>
      </header>
      <Steps state={state} />
    </div>
  );
}

function Steps({ state }: { state: Record<Step, boolean> }) {
  // What is done while one looks stays open: the first event is seen where it was waited for.
  const [shown, show] = useState<Step>(() => STEPS.find((step) => !state[step]) ?? "snippet");
  const inside: Record<Step, ReactNode> = {
    snippet: <Install />,
    event: <FirstEvent goOn={() => show("funnel")} />,
    funnel: <FirstFunnel />,
    segment: <FirstSegment />,
  };
  return (
    <ol className={css.steps}>
      {STEPS.map((step, n) => (
        <Card key={step} step={step} number={n + 1} done={state[step]} open={shown === step || (step === "event" && shown === "snippet")} choose={() => show(step)}>
          {inside[step]}
        </Card>
      ))}
    </ol>
  );
}

function Card({ step, number, done, open, choose, children }: { step: Step; number: number; done: boolean; open: boolean; choose: () => void; children: ReactNode }) {
  const { t } = useTranslation("start");
  return (
    <li className={open ? css.open : css.closed} data-step={step} data-done={done}>
      <button type="button" className={css.name} aria-expanded={open} onClick={choose}>
        <span className={done ? css.done : css.number}>{done ? <CheckOutlined aria-label={t("done")} /> : number}</span>
        <span className={css.title}>{t(`${step}.title`)}</span>
        <span className={css.why}>{t(`${step}.why`)}</span>
      </button>
      {open && <div className={css.body}>{children}</div>}
    </li>
  );
}

function FirstFunnel() {
  const { t } = useTranslation("start");
  const { id, key_events } = useProject();
  const may = useMay();
  const steps = firstSteps([key_events.sign_up, key_events.activation, key_events.revenue], []);
  if (!may("analyse")) return <p>{t("ask")}</p>;
  return (
    <>
      {steps.length > 1 && <p className={css.way}>{steps.map((one) => one.event).join(" → ")}</p>}
      <Link to={steps.length > 1 ? linkTo(`/p/${id}/funnels`, { steps, since: "-29d" }) : `/p/${id}/funnels`}>
        <Button type="primary">{t(steps.length > 1 ? "funnel.open" : "funnel.build")}</Button>
      </Link>
    </>
  );
}

function FirstSegment() {
  const { t } = useTranslation("start");
  const { id } = useProject();
  const may = useMay();
  if (!may("analyse")) return <p>{t("ask")}</p>;
  return <Link to={`/p/${id}/people`}><Button type="primary">{t("segment.open")}</Button></Link>;
}
