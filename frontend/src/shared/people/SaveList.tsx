/** Keeps the people of a number as a list: a segment that stays as it is. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, type InputRef } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answered, api } from "@/api/client";
import { useProject } from "@/session/useProject";
import { useFormat } from "@/shared/useFormat";
import { useTell } from "@/shared/useTell";
import { closePeople, type PeopleAsked } from "./asked";
import style from "./People.module.css";

interface Props {
  asked: PeopleAsked;
  count: number;
  done: () => void;
}

export function SaveList({ asked, count, done }: Props) {
  const { t } = useTranslation("behind");
  const { message } = App.useApp();
  const tell = useTell();
  const format = useFormat();
  const project = useProject();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const field = useRef<InputRef>(null);
  // One key for one form: whoever presses twice keeps one list.
  const once = useRef(`${Date.now()}-${Math.random()}`);
  useEffect(() => field.current?.focus({ cursor: "all" }), []);
  const save = useMutation({
    mutationFn: (name: string) =>
      answered(
        api.POST("/api/segments", {
          body: { name, mode: "snapshot", from: { query: asked.query, cell: asked.cell } } as never,
          headers: { "Idempotency-Key": once.current },
        }),
      ),
    onSuccess: (segment) => {
      void cache.invalidateQueries({ queryKey: ["segments"] });
      const open = () => {
        closePeople();
        void navigate(`/p/${project.id}/segments/${segment.id}`);
      };
      message.success(<>{t("saved", { name: segment.name })} <Button type="link" size="small" onClick={open}>{t("openList")}</Button></>, 6);
      done();
    },
    onError: tell.refused,
  });
  return (
    <Form
      className={style.save}
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: asked.title }}
      onFinish={({ name }: { name: string }) => !save.isPending && save.mutate(name.trim())}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        done();
      }}
    >
      <Form.Item name="name" label={t("listName")} rules={[{ required: true, whitespace: true, message: t("nameNeeded") }]}>
        <Input ref={field} maxLength={200} dir="auto" />
      </Form.Item>
      <p className={style.note}>{t("listNote", { count, people: format.number(count) })}</p>
      <div className={style.buttons}>
        <Button onClick={done}>{t("cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t("keep")}</Button>
      </div>
    </Form>
  );
}
