/** The dashboard by e-mail: when, to whom, what became of the last letters, and one sent at once. */
import { DeleteOutlined, PlusOutlined, RedoOutlined } from "@ant-design/icons";
import { Alert, Button, Drawer, Input, InputNumber, Popconfirm, Segmented, Select, Switch, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/session/useProject";
import { Failed, Loading } from "@/shared/states";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import css from "./Digest.module.css";
import type { Dashboard } from "./useDashboard";
import { type DigestTold, type Draft, type Letter, type Recipient, useDigest, useDigestChanging } from "./useDigest";

const EVERY = ["day", "week", "month"] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${String(hour).padStart(2, "0")}:00` }));
const MOST = 50;

export function Digest({ board, close }: { board: Dashboard; close: () => void }) {
  const { t } = useTranslation("dashboards");
  const asked = useDigest(board.id);
  return (
    <Drawer open size={560} title={t("digest.title")} onClose={close}>
      {asked.isError ? (
        <Failed small error={asked.error} retry={() => void asked.refetch()} />
      ) : asked.data ? (
        <Body board={board} told={asked.data} />
      ) : (
        <Loading rows={8} />
      )}
    </Drawer>
  );
}

function Body({ board, told }: { board: Dashboard; told: DigestTold }) {
  const { t } = useTranslation("dashboards");
  const format = useFormat();
  const tell = useTell();
  const first = useFirst();
  const { keep, sendNow, again, stop } = useDigestChanging(board.id);
  const [draft, setDraft] = useState<Draft>(() => drafted(told) ?? first);
  const sound = draft.recipients.length > 0 && draft.recipients.every(({ email }) => email.includes("@"));
  const changed = JSON.stringify(draft) !== JSON.stringify(drafted(told));
  const resumes = told.digest?.paused.startsWith("owner") ?? false;
  return (
    <div className={css.digest}>
      <p className={css.note}>{t("digest.why")}</p>
      {!told.ready && <Alert type="warning" showIcon title={t("digest.noServer")} description={told.due ? t("digest.waits", { at: format.at(told.due) }) : t("digest.noServerWhy")} />}
      {told.digest?.paused && <Alert type={resumes ? "warning" : "info"} showIcon title={t(`digest.paused.${told.digest.paused}`, { by: told.digest.by })} />}
      <Schedule draft={draft} put={(part) => setDraft({ ...draft, ...part })} />
      <Receivers draft={draft} put={(recipients) => setDraft({ ...draft, recipients })} />
      {told.digest && told.next_at && <p className={css.next}>{t("digest.next", { at: format.at(told.next_at), by: told.digest.by })}</p>}
      <div className={css.actions}>
        <Button
          type="primary"
          disabled={!sound || !(changed || resumes)}
          loading={keep.isPending}
          onClick={() => keep.mutate(draft, { onSuccess: (found) => { setDraft(drafted(found)!); tell.done(t("digest.kept")); } })}
        >
          {t("save")}
        </Button>
        <Button disabled={!told.ready} loading={sendNow.isPending} onClick={() => sendNow.mutate(undefined, { onSuccess: () => tell.done(t("digest.onItsWay")) })}>{t("digest.now")}</Button>
        {told.digest && (
          <Popconfirm title={t("digest.stopSure")} okText={t("digest.stop")} onConfirm={() => stop.mutate(undefined, { onSuccess: () => setDraft(first) })}>
            <Button danger loading={stop.isPending}>{t("digest.stop")}</Button>
          </Popconfirm>
        )}
      </div>
      {told.letters.length > 0 && <h3>{t("digest.letters")}</h3>}
      {told.letters.map((one) => (
        <LetterLine key={one.id} letter={one} again={told.ready ? () => again.mutate(one.id) : undefined} busy={again.isPending && again.variables === one.id} />
      ))}
      {told.ready && <p className={css.note}>{t("digest.from", { sender: told.sender, console: told.console })}</p>}
    </div>
  );
}

function drafted({ digest }: DigestTold): Draft | undefined {
  if (!digest) return undefined;
  const { every, weekday, day, hour, language, recipients, paused } = digest;
  return { every, weekday, day, hour, language, recipients: recipients as Recipient[], paused: paused === "by_hand" };
}

/** On Mondays at nine, to oneself. */
function useFirst(): Draft {
  const { i18n } = useTranslation();
  const email = useSession()?.account.email ?? "";
  return { every: "week", weekday: 1, day: 1, hour: 9, language: i18n.language === "zh" ? "zh" : "en", recipients: [{ email, language: null }], paused: false };
}

function Schedule({ draft, put }: { draft: Draft; put: (part: Partial<Draft>) => void }) {
  const { t } = useTranslation("dashboards");
  return (
    <section className={css.part}>
      <h3>{t("digest.when")}</h3>
      <div className={css.row}>
        <Segmented aria-label={t("digest.when")} value={draft.every} options={EVERY.map((value) => ({ value, label: t(`digest.every.${value}`) }))} onChange={(every) => put({ every })} />
        {draft.every === "week" && (
          <Select value={draft.weekday} aria-label={t("digest.weekday")} popupMatchSelectWidth={false} options={WEEKDAYS.map((value) => ({ value, label: t(`digest.weekdays.${value}`) }))} onChange={(weekday) => put({ weekday })} />
        )}
        {draft.every === "month" && (
          <InputNumber min={1} max={31} precision={0} value={draft.day} aria-label={t("digest.day")} prefix={t("digest.day")} onChange={(day) => day && put({ day })} />
        )}
        <Select value={draft.hour} aria-label={t("digest.hour")} popupMatchSelectWidth={false} options={HOURS} onChange={(hour) => put({ hour })} />
      </div>
      <div className={css.row}>
        <span>{t("digest.language")}</span>
        <Segmented aria-label={t("digest.language")} value={draft.language} options={[{ value: "zh", label: "中文" }, { value: "en", label: "English" }]} onChange={(language) => put({ language: language as Draft["language"] })} />
        <Switch size="small" checked={!draft.paused} aria-label={t("digest.active")} onChange={(on) => put({ paused: !on })} />
        <span>{t("digest.active")}</span>
      </div>
    </section>
  );
}

function Receivers({ draft, put }: { draft: Draft; put: (recipients: Recipient[]) => void }) {
  const { t } = useTranslation("dashboards");
  const { recipients } = draft;
  const change = (place: number, part: Partial<Recipient>) => put(recipients.map((one, n) => (n === place ? { ...one, ...part } : one)));
  return (
    <section className={css.part}>
      <h3>{t("digest.to")}</h3>
      {recipients.map((one, n) => (
        <div key={n} className={css.receiver}>
          <Input type="email" value={one.email} maxLength={254} aria-label={t("digest.email", { place: n + 1 })} placeholder="ada@example.com" onChange={(event) => change(n, { email: event.target.value })} />
          <Select<Recipient["language"] | "same">
            value={one.language ?? "same"}
            aria-label={t("digest.languageOf", { place: n + 1 })}
            options={[{ value: "same", label: t("digest.same") }, { value: "zh", label: "中文" }, { value: "en", label: "English" }]}
            onChange={(language) => change(n, { language: language === "same" ? null : language })}
          />
          <Button type="text" icon={<DeleteOutlined />} aria-label={t("digest.leaveOut", { place: n + 1 })} onClick={() => put(recipients.filter((_, place) => place !== n))} />
        </div>
      ))}
      {recipients.length < MOST && <Button size="small" icon={<PlusOutlined />} onClick={() => put([...recipients, { email: "", language: null }])}>{t("digest.addReceiver")}</Button>}
    </section>
  );
}

const COLOURS: Record<Letter["state"], string> = { waiting: "blue", handing: "blue", sent: "success", failed: "red", unsure: "warning" };
const KNOWN = ["owner_gone", "owner_rights", "mail_not_set_up", "link_not_found", "digest_stopped"] as const;

function LetterLine({ letter, again, busy }: { letter: Letter; again?: () => void; busy: boolean }) {
  const { t } = useTranslation("dashboards");
  const format = useFormat();
  const code = KNOWN.find((one) => one === letter.error);
  const over = letter.state === "failed" || letter.state === "unsure";
  return (
    <div className={css.letter}>
      <Tag color={COLOURS[letter.state]}>{t(`digest.state.${letter.state}`)}</Tag>
      <span className={css.told}>
        <bdi>{letter.recipient}</bdi>
        <span className={css.note}> · {format.at(letter.due)}{letter.every === "" && ` · ${t("digest.byHand", { by: letter.by })}`}</span>
        {letter.error && <span className={css.error} dir="auto">{code ? t(`digest.errors.${code}`) : letter.error}</span>}
      </span>
      {over && again && <Button size="small" icon={<RedoOutlined />} loading={busy} onClick={again}>{t("digest.again")}</Button>}
    </div>
  );
}
