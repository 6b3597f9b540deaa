/** Inviting somebody: e-mail, name and role become a link to hand over. */
import { useMutation } from "@tanstack/react-query";
import { Form, Input, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
import { answered, api, type Schemas } from "@/api/client";
import { queries } from "@/api/queries";
import type { Role } from "@/session/session";
import { useProject } from "@/session/useProject";
import { CopyText } from "@/shared/CopyText";
import { useTell } from "@/shared/useTell";
import css from "./Settings.module.css";

export function Invite({ roles, close }: { roles: readonly Role[]; close: () => void }) {
  const { t } = useTranslation(["settings", "shell", "session"]);
  const { id } = useProject();
  const tell = useTell();
  const [form] = Form.useForm<Schemas["NewMemberBody"]>();
  const invite = useMutation({
    mutationFn: (body: Schemas["NewMemberBody"]) => answered(api.POST("/api/members", { body })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["members", id] }),
    onError: tell.refused,
  });
  if (invite.data) return <LinkDialog path={invite.data.invitation.path} email={invite.data.email} close={close} />;
  return (
    <Modal open title={t("members.invite")} onCancel={close} onOk={form.submit} okText={t("members.make")} confirmLoading={invite.isPending} width={440}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ role: roles.includes("analyst") ? "analyst" : roles[0] }} onFinish={(given) => invite.mutate({ ...given, email: given.email.trim() })}>
        <Form.Item name="email" label={t("session:email")} rules={[{ required: true, type: "email", message: t("session:need.email") }]}><Input autoFocus /></Form.Item>
        <Form.Item name="name" label={t("session:name")} rules={[{ required: true, whitespace: true, message: t("session:need.name") }]}><Input maxLength={100} dir="auto" /></Form.Item>
        <Form.Item name="role" label={t("members.role")}>
          <Select options={roles.map((role) => ({ value: role, label: t(`shell:role.${role}`), why: t(`roles.${role}`) }))} optionRender={({ data }) => <>{data.label}<div className={css.dim}>{data.why}</div></>} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The link, to hand over by whatever way one trusts. */
export function LinkDialog({ path, email, close }: { path: string; email: string; close: () => void }) {
  const { t } = useTranslation("settings");
  return (
    <Modal open title={t("members.linkTitle")} onCancel={close} onOk={close} okText={t("keys.kept")} cancelButtonProps={{ style: { display: "none" } }} width={480}>
      <p>{t("members.linkWhy", { email })}</p>
      <p className={css.secret}><CopyText text={location.origin + path} /></p>
    </Modal>
  );
}
