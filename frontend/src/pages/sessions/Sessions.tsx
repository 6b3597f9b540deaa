/** Sessions: how many, how deep and long, how many bounce, and the pages they begin and end on. */
import { SettingOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChartHandle } from "@/chart";
import { BreakdownPicker, ConditionBuilder, TimeRangePicker, useSentence } from "@/shared/query";
import { ranged, ReportFrame, Section, useAnnotations, useAnswer, useQuestion } from "@/shared/report";
import { FIRST, readSessions, type SessionsAsked, sessionsBody } from "./query";
import { Result, type SessionsTold } from "./Result";
import { SessionRule } from "./SessionRule";
import style from "./Sessions.module.css";
import { useBounceName } from "./words";

export default function Sessions() {
  const { t } = useTranslation("sessions");
  const { asked, set, broken, waiting } = useQuestion(readSessions, FIRST);
  const body = useMemo(() => (waiting ? undefined : sessionsBody(asked)), [asked, waiting]);
  const answer = useAnswer<SessionsTold>("sessions", body);
  const chart = useRef<ChartHandle>(null);
  const bounce = useBounceName();
  const say = useSentence(asked.condition);
  const [open, setOpen] = useState(false);
  const times = useMemo(() => answer.data?.series.map((one) => one.start), [answer.data]);
  const notes = useAnnotations(times);
  const told = answer.data ? [bounce(answer.data), t("counts"), ...(asked.condition ? [say(asked.condition)] : [])].join(" · ") : undefined;
  return (
    <>
      <ReportFrame
        kind="sessions"
        title={t("title")}
        body={body}
        view={{ measure: asked.measure }}
        answer={answer}
        broken={broken}
        waiting={waiting}
        chart={chart}
        times={times}
        tools={
          <>
            <Button icon={<SettingOutlined />} onClick={() => setOpen(true)}>{t("definition")}</Button>
            <TimeRangePicker value={asked} onChange={(range) => set((now) => ranged(now, range))} />
          </>
        }
        panel={<Panel asked={asked} onChange={set} />}
        told={told}
      >
        {(found) => <Result asked={asked} body={body!} found={found} onChange={set} annotations={notes} chart={chart} />}
      </ReportFrame>
      {open ? <SessionRule close={() => setOpen(false)} /> : null}
    </>
  );
}

function Panel({ asked, onChange }: { asked: SessionsAsked; onChange: (next: (now: SessionsAsked) => SessionsAsked) => void }) {
  const { t } = useTranslation("sessions");
  const put = (part: Partial<SessionsAsked>) => onChange((now) => ({ ...now, ...part }));
  return (
    <div className={style.panel}>
      <Section title={t("who")}>
        <ConditionBuilder label={t("who")} value={asked.condition} onChange={(condition) => put({ condition })} />
      </Section>
      <Section title={t("split")}>
        <BreakdownPicker value={asked.breakdown} onChange={(breakdown) => put({ breakdown })} />
      </Section>
    </div>
  );
}
