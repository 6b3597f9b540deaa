/** Sessions: how many, how deep and long, how many bounce, and the pages they begin and end on. */
import { SettingOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { BreakdownPicker, ConditionBuilder, useSentence } from "@/shared/query";
import { ReportFrame, Section, useAnnotations, useReport } from "@/shared/report";
import { FIRST, readSessions, type SessionsAsked, sessionsBody } from "./query";
import { Result, type SessionsTold } from "./Result";
import { SessionRule } from "./SessionRule";
import style from "./Sessions.module.css";
import { useBounceName } from "./words";

export default function Sessions() {
  const { t } = useTranslation("sessions");
  const { asked, set, frame } = useReport<SessionsAsked, SessionsTold>("sessions", readSessions, FIRST, sessionsBody);
  const bounce = useBounceName();
  const say = useSentence(asked.condition);
  const [open, setOpen] = useState(false);
  const times = useMemo(() => frame.answer.data?.series.map((one) => one.start), [frame.answer.data]);
  const notes = useAnnotations(times);
  const told = frame.answer.data ? [bounce(frame.answer.data), t("counts"), ...(asked.condition ? [say(asked.condition)] : [])].join(" · ") : undefined;
  return (
    <>
      <ReportFrame
        {...frame}
        title={t("title")}
        view={{ measure: asked.measure }}
        times={times}
        tools={
          <>
            <Button icon={<SettingOutlined />} onClick={() => setOpen(true)}>{t("definition")}</Button>
            {frame.tools}
          </>
        }
        panel={<Panel asked={asked} onChange={set} />}
        told={told}
      >
        {(found) => <Result asked={asked} body={frame.body!} found={found} onChange={set} annotations={notes} chart={frame.chart} />}
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
