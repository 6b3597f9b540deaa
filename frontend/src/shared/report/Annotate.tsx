/** Notes on the axis of time: what was released or sent when, for everybody in the project to see. */
import { DeleteOutlined, FlagOutlined } from "@ant-design/icons";
import { Button, DatePicker, Form, Input, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayIn } from "@/shared/format";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { useAnnotating, useAnnotations } from "./annotations";
import style from "./ReportFrame.module.css";

export function AnnotateButton({ times }: { times: readonly string[] }) {
  const { t } = useTranslation("report");
  const [once, setOnce] = useState<string>();
  return (
    <>
      <Button icon={<FlagOutlined />} aria-label={t("annotate")} onClick={() => setOnce(`${Date.now()}-${Math.random()}`)}>
        <span className={style.word}>{t("annotate")}</span>
      </Button>
      {once && <AnnotateDialog key={once} once={once} times={times} onClose={() => setOnce(undefined)} />}
    </>
  );
}

function AnnotateDialog({ times, once, onClose }: { times: readonly string[]; once: string; onClose: () => void }) {
  const { t } = useTranslation("report");
  const { refused: onError } = useTell();
  const format = useFormat();
  const notes = useAnnotations(times);
  const { add, remove } = useAnnotating();
  const [form] = Form.useForm<{ day: Dayjs; text: string }>();
  const keep = ({ day, text }: { day: Dayjs; text: string }) => {
    if (add.isPending) return;
    add.mutate({ at: day.format("YYYY-MM-DD"), text: text.trim(), once }, { onSuccess: onClose, onError });
  };
  return (
    <Modal open title={t("annotate")} okText={t("annotateKeep")} onCancel={onClose} onOk={() => form.submit()} confirmLoading={add.isPending}>
      <Form form={form} layout="vertical" initialValues={{ day: dayjs(dayIn(format.zone, Date.now())) }} onFinish={keep}>
        <Form.Item name="day" label={t("annotateDay", { zone: format.zone })} rules={[{ required: true, message: t("dayNeeded") }]}>
          <DatePicker allowClear={false} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="text" label={t("annotateText")} rules={[{ required: true, whitespace: true, message: t("textNeeded") }]}>
          <Input autoFocus maxLength={200} placeholder={t("annotateExample")} />
        </Form.Item>
      </Form>
      {notes.length > 0 && (
        <ul className={style.notes} aria-label={t("notes")}>
          {notes.map((note) => (
            <li key={note.id}>
              <time dateTime={note.at}>{format.day(note.at)}</time>
              <span dir="auto">{note.text}</span>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t("removeNote", { text: note.text })}
                loading={remove.isPending && remove.variables === note.id}
                onClick={() => remove.mutate(note.id, { onError })}
              />
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
