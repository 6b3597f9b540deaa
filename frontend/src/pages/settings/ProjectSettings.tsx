/** Name, time zone and currency of the project, and its key events. */
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { answered, api } from "@/api/client";
import { besidesSession, queries, SESSION } from "@/api/queries";
import { useMay, useProject } from "@/session/useProject";
import { CopyText } from "@/shared/CopyText";
import { useTell } from "@/shared/useTell";
import { CurrencyField, TimezoneField } from "@/shell/ProjectFields";
import { KeyEventSettings } from "./KeyEventSettings";
import css from "./Settings.module.css";

interface Given {
  name: string;
  timezone: string;
  currency: string;
}

export function ProjectSettings() {
  const { t } = useTranslation(["settings", "shell", "common"]);
  const { id, name, timezone, currency } = useProject();
  const may = useMay();
  const tell = useTell();
  const save = useMutation({
    mutationFn: (body: Given) => answered(api.PATCH("/api/projects/{project}", { params: { path: { project: id } }, body })),
    onSuccess: async () => {
      await queries.refetchQueries({ queryKey: SESSION });
      await queries.invalidateQueries(besidesSession);
      tell.done(t("saved"));
    },
    onError: tell.refused,
  });
  return (
    <>
      <section className={css.panel}>
        <h2>{t("section.project")}</h2>
        <p><CopyText text={id} /></p>
        <Form<Given> key={`${name} ${timezone} ${currency}`} className={css.form} layout="vertical" requiredMark={false} disabled={!may("manage")} initialValues={{ name, timezone, currency }} onFinish={(given) => save.mutate(given)}>
          <Form.Item name="name" label={t("shell:project.name")} rules={[{ required: true, whitespace: true, message: t("shell:project.needName") }]}>
            <Input maxLength={100} dir="auto" />
          </Form.Item>
          <TimezoneField />
          <CurrencyField />
          {may("manage") && <Button type="primary" htmlType="submit" loading={save.isPending}>{t("common:save")}</Button>}
        </Form>
      </section>
      <KeyEventSettings />
    </>
  );
}
